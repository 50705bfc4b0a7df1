// Runs a query without leaving the page. Without this script, the form does the same with a page load.
const form = document.getElementById("editor");
const query = document.getElementById("query");
const result = document.getElementById("result");
let running = null;

async function run() {
  running?.abort();
  const mine = (running = new AbortController());
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  result.setAttribute("aria-busy", "true");
  result.textContent = form.dataset.running;
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" }, signal: mine.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const answer = page.getElementById("result");
    if (!answer) throw new Error(response.statusText);
    result.replaceChildren(...answer.childNodes);
    history.replaceState(null, "", address);
  } catch (error) {
    if (error.name === "AbortError") return;
    result.textContent = form.dataset.unreachable;
  }
  result.removeAttribute("aria-busy");
}

form.addEventListener("submit", (event) => {
  if (form.elements.format.value !== "html") return;
  event.preventDefault();
  run();
});

query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
