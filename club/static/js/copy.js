// Copies the line beside a button; without this file the line can still be selected by hand.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const line = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(line.value);
  } catch {
    line.select();
    document.execCommand("copy");
  }
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 2000);
});
for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
