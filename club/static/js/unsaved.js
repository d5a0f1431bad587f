// Asks before a part whose fields were changed is left unsaved; its own buttons save it, with or without this file.
let isChanged = false;
document.getElementById("part")?.addEventListener("input", () => { isChanged = true; });
document.addEventListener("submit", () => { isChanged = false; });
addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
