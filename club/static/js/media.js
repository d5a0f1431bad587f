// Sends a recording in parts and goes on where it stopped: after a lost connection by itself, after a reload once the
// same file is chosen again. Without it the form sends the file in one go.
const WAITS = [1, 2, 4, 8, 15, 30];
const HEAD = 4096;
const STRIKES = 5;
const MEGABYTE = 1048576;
let going = null;

class Over extends Error {}

function tell(form, words) {
  form.querySelector("[data-told]").textContent = words;
}

function show(form, isGoing) {
  form.querySelector("[data-going]").hidden = !isGoing;
  form.querySelector("[data-idle]").hidden = isGoing;
  const before = document.querySelector("#media [data-coming]");
  if (before) before.hidden = isGoing;
}

function measure({ form, file }, sent) {
  const megabytes = (bytes) => (bytes / MEGABYTE).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  const figure = form.dataset.figure.replace("{sent}", megabytes(sent)).replace("{all}", megabytes(file.size));
  form.querySelector("[data-figure]").textContent = figure;
  form.querySelector("progress").value = sent / file.size;
}

// One request; answers with its status and what was said, and fails where there is no connection.
function ask(sending, address, fields, tellSent) {
  return new Promise((resolve, reject) => {
    const request = sending.request = new XMLHttpRequest();
    const body = fields && new FormData();
    for (const name in fields) body.append(name, fields[name]);
    if (body) body.append("csrf_token", sending.form.elements.csrf_token.value);
    if (tellSent) request.upload.onprogress = (event) => tellSent(event.loaded);
    request.onload = () => {
      let said = null;
      try { said = JSON.parse(request.responseText); } catch { /* a page for people */ }
      resolve({ status: request.status, said });
    };
    request.onerror = request.onabort = () => reject(new Error("no connection"));
    request.open(body ? "POST" : "GET", address);
    request.send(body || null);
  });
}

function wait(seconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    addEventListener("online", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}

// Tries again and again while there is no connection or the server is busy, later each time.
async function persistently(sending, step) {
  for (let tries = 0; ; tries += 1) {
    if (sending.isStopped) throw new Over(sending.form.dataset.stopped);
    let answer = null;
    try { answer = await step(tries > 0); } catch (fault) { if (fault instanceof Over) throw fault; }
    if (sending.isStopped) continue;
    if (answer && answer.status < 500) {
      tell(sending.form, "");
      return answer;
    }
    tell(sending.form, answer?.said?.told || sending.form.dataset.lost);
    await wait(WAITS[Math.min(tries, WAITS.length - 1)]);
  }
}

function taken(sending, answer) {
  if (answer.status !== 200 || !answer.said || answer.said.told) throw new Over(answer.said?.told || sending.form.dataset.over);
  return answer.said;
}

async function bytesOf(sending, from, to) {
  try {
    return new Blob([await sending.file.slice(from, to).arrayBuffer()]);
  } catch {
    throw new Over(sending.form.dataset.gone);
  }
}

async function sendAll(sending) {
  const { form, file } = sending;
  const head = await bytesOf(sending, 0, HEAD);
  const told = { name: file.name, size: file.size, mark: file.lastModified, head };
  const { at, part, offset } = taken(sending, await persistently(sending, () => ask(sending, form.dataset.begin, told)));
  let here = { offset, done: false };
  for (let strikes = 0; !here.done && strikes < STRIKES;) {
    measure(sending, here.offset);
    const answer = await persistently(sending, async (isAgain) => {
      if (isAgain) {
        const asked = await ask(sending, at);
        if (asked.status !== 200 || asked.said.done) return asked;
        here = asked.said;
      }
      const content = await bytesOf(sending, here.offset, here.offset + part);
      return ask(sending, at, { offset: here.offset, part: content }, (sent) => measure(sending, Math.min(file.size, here.offset + sent)));
    });
    const isAstray = answer.status === 409;
    strikes = isAstray ? strikes + 1 : 0;
    here = isAstray && answer.said ? answer.said : taken(sending, answer);
  }
  if (!here.done) throw new Over(form.dataset.over);
}

// The part of the page about the recording, as it stands now; what is typed elsewhere on the page stays.
async function renew(words) {
  const page = await (await fetch(location.pathname)).text();
  const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("media");
  document.getElementById("media").replaceWith(fresh);
  const form = fresh.querySelector("form[data-begin]");
  if (form) tell(form, words);
}

async function send(form, file) {
  const sending = going = { form, file, isStopped: false, request: null };
  tell(form, "");
  show(form, true);
  measure(sending, 0);
  let words = form.dataset.done;
  try {
    await sendAll(sending);
  } catch (fault) {
    if (!(fault instanceof Over)) throw fault;
    words = fault.message;
  } finally {
    going = null;
  }
  try { await renew(words); } catch { show(form, false); tell(form, words); }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-begin]");
  const file = form?.elements.recording.files[0];
  if (!file) return;
  event.preventDefault();
  if (!going) send(form, file);
});

document.addEventListener("click", (event) => {
  if (!going || !event.target.closest("[data-stop]")) return;
  going.isStopped = true;
  going.request?.abort();
  dispatchEvent(new Event("online"));
});

addEventListener("beforeunload", (event) => { if (going) event.preventDefault(); });
