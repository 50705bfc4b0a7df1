// Shows what belongs together: pointing at words marks their fact in the margin, and the other way round.
const facts = (element) => (element.dataset.facts ?? element.dataset.fact ?? "").split(" ").filter(Boolean);
const related = document.querySelectorAll("[data-facts], [data-fact]");

function light(ids) {
  for (const element of related) {
    element.classList.toggle("lit", facts(element).some((id) => ids.includes(id)));
  }
}

for (const element of related) {
  // The last fact of a passage is the innermost: a figure inside a statement, not the statement around it.
  const innermost = () => facts(element).slice(-1);
  element.addEventListener("pointerenter", () => light(innermost()));
  element.addEventListener("pointerleave", () => light([]));
  element.addEventListener("focusin", () => light(innermost()));
  element.addEventListener("focusout", () => light([]));
  if (element.matches("mark")) {
    element.addEventListener("click", (event) => {
      if (event.target.closest("a") || String(getSelection())) return;
      location.hash = innermost()[0];
    });
  }
}
