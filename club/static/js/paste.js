// What is pasted from a document or a page comes in as Markdown, and a button puts an empty table in; without this file
// it comes in as plain text.
const STRUCTURED = "h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,b,strong,em,i,a[href]";
const NOT_TEXT = "script,style,meta,link,title,img,svg,iframe,object,button,input,select,textarea";

function service() {
  const made = new TurndownService({ headingStyle: "atx", bulletListMarker: "-", codeBlockStyle: "fenced" });
  made.use([turndownPluginGfm.tables, turndownPluginGfm.strikethrough]);
  return made;
}

function tidied(html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const one of body.querySelectorAll(NOT_TEXT)) one.remove();
  for (const one of body.querySelectorAll("b")) if (/font-weight:\s*(normal|400)/.test(one.getAttribute("style") ?? "")) one.replaceWith(...one.childNodes);
  for (const table of body.querySelectorAll("table")) headed(table);
  return body;
}

function headed(table) {
  if (!table.rows.length || table.querySelector("th")) return;
  for (const cell of [...table.rows[0].cells]) {
    const head = document.createElement("th");
    head.append(...cell.childNodes);
    cell.replaceWith(head);
  }
}

function put(area, markdown) {
  const isInside = area.selectionStart > 0 && area.value[area.selectionStart - 1] !== "\n";
  const text = (isInside && /^(#|-|\d+\.|\||>)/.test(markdown) ? "\n\n" : "") + markdown;
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const area of document.querySelectorAll("textarea[data-markdown]")) {
  area.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    const body = tidied(html);
    if (!body.querySelector(STRUCTURED)) return;
    event.preventDefault();
    put(area, service().turndown(body).replace(/\u00a0/g, " ").replace(/^(\s*-) {3}/gm, "$1 "));
  });
}

for (const button of document.querySelectorAll("[data-table]")) {
  button.addEventListener("click", () => {
    const area = document.getElementById(button.closest("markdown-toolbar").getAttribute("for"));
    area.focus();
    put(area, `${button.dataset.table}\n| --- | --: |\n|  |  |\n|  |  |\n`);
  });
}
