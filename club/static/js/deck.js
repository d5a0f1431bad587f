// Turns the pages of slides by arrow keys and buttons, opens one by Enter; without it they are scrolled and swiped.
for (const deck of document.querySelectorAll(".deck")) {
  const pages = [...deck.children];
  const buttons = [...deck.parentElement.querySelectorAll("[data-turn]")];
  const middle = (page) => page.offsetLeft + page.offsetWidth / 2;
  const here = () => pages.findIndex((page) => middle(page) > deck.scrollLeft + deck.offsetLeft);
  const show = (number) => {
    const page = pages[Math.max(0, Math.min(pages.length - 1, number))];
    deck.scrollTo({ left: page.offsetLeft - deck.offsetLeft });
  };
  const settle = () => buttons.forEach((button) => {
    button.disabled = button.dataset.turn === "1" ? here() === pages.length - 1 : here() === 0;
  });
  deck.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === deck) pages[here()].querySelector("a").click();
    const to = { ArrowRight: here() + 1, ArrowLeft: here() - 1, Home: 0, End: pages.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(to);
  });
  for (const button of buttons) {
    button.hidden = pages.length < 2;
    button.addEventListener("click", () => show(here() + Number(button.dataset.turn)));
  }
  deck.addEventListener("scroll", settle, { passive: true });
  settle();
}
