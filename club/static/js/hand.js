// No list is taken away while a finger or the keyboard is on it: what came in meanwhile is asked for again once they let go.
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
