// Says at once which chosen file is too large to be sent; without this file the server says it, after the wait.
const field = (target) => target.closest("input[type=file][data-most]");

function tooLarge(input) {
  const files = [...input.files];
  const sum = files.reduce((total, file) => total + file.size, 0);
  const large = files.filter((file) => file.size > Number(input.dataset.most)).map((file) => file.name);
  if (large.length) return `${input.dataset.large} ${large.join(", ")}`;
  return sum > Number(input.dataset.together) ? input.dataset.heavy : "";
}

function tell(input) {
  const words = tooLarge(input);
  let place = document.getElementById(`${input.id}-large`);
  if (!place) {
    place = Object.assign(document.createElement("p"), { id: `${input.id}-large`, className: "why" });
    place.setAttribute("role", "alert");
    input.before(place);
  }
  place.textContent = words;
  place.hidden = !words;
  return words;
}

document.addEventListener("change", (event) => field(event.target) && tell(event.target));
document.addEventListener("submit", (event) => {
  const wrong = [...event.target.querySelectorAll("input[type=file][data-most]")].find(tell);
  if (!wrong) return;
  event.preventDefault();
  wrong.focus();
});
