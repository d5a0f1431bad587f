// A form that saves itself at each change: says what is not saved, sends it again, and lets no button overtake it.
// Without this file its button saves.
const saving = document.querySelector("form[data-saves]");
const unsaved = document.getElementById("unsaved");
const AGAIN = 5000; // milliseconds
let sent = null; // the form as it was written when it was sent, while that is under way
let pressed = null; // the button that was pressed meanwhile
let again = 0;

const save = () => saving?.dispatchEvent(new Event("change", { bubbles: true }));
const filled = () => new URLSearchParams(new FormData(saving)).toString();
const parsed = (xhr) => new DOMParser().parseFromString(xhr.responseText, "text/html");
// On a slow line somebody ticks and types before this file is there.
const isChosen = (option) => option.selected !== option.defaultSelected && option.value !== "";
const isTouched = (one) => one.options ? [...one.options].some(isChosen)
  : one.checked !== one.defaultChecked || one.value !== (one.defaultValue ?? one.value);
// Only an answer that says what is saved is one: a page of another address, or of a hotel’s network, is not.
const isAnswer = (xhr) => xhr.status < 500 && parsed(xhr).getElementById("saved") !== null;
const isRefused = (xhr) => xhr.status >= 400 && xhr.status < 500 && xhr.status !== 429;
const reason = (xhr) => [...parsed(xhr).querySelectorAll(".fault > p:not([class])")].map((one) => one.textContent).join(" ");

const saved = () => document.getElementById("saved");

function begin() {
  clearTimeout(again);
  sent = filled();
  saved().replaceChildren(Object.assign(document.createElement("p"), { textContent: unsaved.dataset.sent }));
  saved().setAttribute("aria-busy", "true"); // only how it went is read out
}

function tell(words) {
  unsaved.textContent = words;
  unsaved.hidden = !words;
  saved().hidden = Boolean(words);
  saved().setAttribute("aria-busy", "false");
}

function lost() {
  tell(unsaved.dataset.lost);
  again = setTimeout(save, AGAIN);
}

if (saving) {
  saved().querySelector("[hidden]")?.removeAttribute("hidden"); // that it saves itself is said where it does
  saving.addEventListener("htmx:beforeRequest", begin);
  saving.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
    const button = isAnswer(xhr) && pressed;
    sent = pressed = null;
    if (isAnswer(xhr)) tell("");
    else if (isRefused(xhr)) tell(`${unsaved.dataset.refused} ${reason(xhr)}`);
    else if (xhr.status !== 204) lost(); // 204 leads to another page
    saving.ariaBusy = String(Boolean(button));
    saving.dispatchEvent(new Event(unsaved.hidden ? "saved" : "unsaved"));
    if (button) saving.requestSubmit(button);
  });
  // What was written meanwhile would be taken for another window’s if its button overtook what is under way.
  saving.addEventListener("submit", (event) => {
    if (sent === null || sent === filled()) return;
    event.preventDefault();
    pressed = event.submitter;
    saving.ariaBusy = "true";
  });
  document.addEventListener("DOMContentLoaded", () => { if ([...saving.elements].some(isTouched)) save(); });
  addEventListener("online", () => { if (!unsaved.hidden) save(); });
  addEventListener("pagehide", () => {
    if (sent !== null || !unsaved.hidden) navigator.sendBeacon(saving.action, new FormData(saving));
  });
}
document.addEventListener("htmx:beforeSwap", ({ detail }) => { if (detail.requestConfig.elt === saving && !isAnswer(detail.xhr)) detail.shouldSwap = false; });
