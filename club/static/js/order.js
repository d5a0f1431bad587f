// Lessons are dragged to another place; without this file the buttons "up" and "down" do the same.
let dragged = null;
let isSent = false;
const token = () => document.querySelector("input[name=csrf_token]").value;

function send(place, fields) {
  isSent = true;
  const form = Object.assign(document.createElement("form"), { method: "post", action: place, hidden: true });
  for (const [name, value] of Object.entries({ csrf_token: token(), ...fields })) {
    form.append(Object.assign(document.createElement("input"), { name, value }));
  }
  document.body.append(form);
  form.submit();
}

function below(list, y) {
  return [...list.children].find((row) => row !== dragged && y < row.getBoundingClientRect().top + row.offsetHeight / 2);
}

for (const row of document.querySelectorAll("[data-order] > li")) row.draggable = true;

document.addEventListener("dragstart", (event) => {
  if (isSent) return event.preventDefault(); // the page that comes shows the order as it is then
  dragged = event.target.closest?.("[data-order] > li");
  if (dragged) event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const list = dragged && event.target.closest?.("[data-module]")?.querySelector("[data-order]");
  if (!list) return;
  event.preventDefault();
  list.insertBefore(dragged, below(list, event.clientY) ?? null);
});
document.addEventListener("drop", (event) => dragged && event.preventDefault());
document.addEventListener("dragend", () => {
  if (!dragged) return;
  const before = dragged.nextElementSibling?.dataset.lesson ?? "";
  send(dragged.dataset.place, { module: dragged.closest("[data-module]").dataset.module, before });
  dragged = null;
});
addEventListener("pageshow", () => { isSent = false; });
