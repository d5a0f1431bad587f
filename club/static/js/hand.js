// What a page asks for a part of itself: no list is taken away while a finger or the keyboard is on it, and what came in
// meanwhile is asked for again once they let go; what did not come at all is told.
let under = null; // what a finger is on
let asking = null; // what asked for a list that was not put in

const isHeld = (list) => list.contains(document.activeElement) || list.contains(under);
// Once whatever is let go of has done what it does.
const askAgain = () => setTimeout(() => {
  asking?.dispatchEvent(new Event("look"));
  asking = null;
});

function lift() {
  under = null;
  askAgain();
}

addEventListener("pointerdown", (event) => { under = event.target; }, true);
addEventListener("pointerup", lift, true);
addEventListener("pointercancel", lift, true);
addEventListener("focusout", askAgain, true);
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!isHeld(detail.target)) return;
  detail.shouldSwap = false;
  asking = detail.requestConfig.elt;
});

const absent = document.getElementById("lost");
if (absent) {
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
    document.addEventListener(name, () => { absent.hidden = false; });
  document.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.successful) absent.hidden = true; });
}
