// Small conveniences; every page works without them.
(() => {
  "use strict";

  // The summary of errors is read out first, as the first thing after the page has loaded or a fragment has come.
  const focusErrors = (root) => root.querySelector("[data-focus-me]")?.focus();

  // A second press of a button that was just pressed sends nothing; the server refuses a double post as well.
  const holdDoublePost = (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  };

  const print = (event) => {
    if (event.target.closest("[data-print]")) window.print();
  };

  // On a narrow screen the menu and the tabs are one row each: show where one is.
  const showCurrent = () => {
    for (const current of document.querySelectorAll(".portal-nav [aria-current], .tabs [aria-current]")) {
      const row = current.closest("ul");
      row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
    }
  };

  // And that it goes on beyond the screen, at the end where it does.
  const rows = () => document.querySelectorAll(".portal-nav-list, .tabs, .table-frame > .table-scroll");
  const showEnds = (row) => {
    row.parentElement.toggleAttribute("data-before", row.scrollLeft > 1);
    row.parentElement.toggleAttribute("data-more", row.scrollLeft + row.clientWidth < row.scrollWidth - 1);
  };
  const watchEnds = () => {
    for (const row of document.querySelectorAll(".portal-nav-list, .tabs")) watch(row);
  };
  const watch = (row) => {
    row.addEventListener("scroll", () => showEnds(row), { passive: true });
    showEnds(row);
  };

  // A table that is no wider than its box needs no box: the page scrolls, and the head stays at the top of the window.
  const fit = (box) => {
    const whole = box.firstElementChild.offsetWidth <= box.offsetWidth;
    box.classList.toggle("whole", whole);
    box.tabIndex = whole ? -1 : 0;
    showEnds(box);
  };
  let placed = false;
  const sizes = new ResizeObserver((changes) => {
    for (const box of new Set(changes.map((change) => change.target.closest(".table-scroll")))) if (box) fit(box);
    // The browser went to the row of the address while the table still had its box: it stands elsewhere now.
    if (!placed) document.querySelector(".table-scroll :target")?.scrollIntoView();
    placed = true;
  });
  const frameTables = () => {
    for (const box of document.querySelectorAll(".table-scroll:not(.table-frame > *)")) {
      const frame = document.createElement("div");
      frame.className = "table-frame";
      box.replaceWith(frame);
      frame.append(box);
      watch(box);
      sizes.observe(box);
      sizes.observe(box.firstElementChild);
    }
  };

  // Several cells of a spreadsheet would be put together into one number: they are not taken.
  const takeOneNumber = (event) => {
    const field = event.target.closest?.(".number-field");
    if (!field) return;
    field.parentElement.querySelector(".paste-told")?.remove();
    if (!/[\t\r\n]/.test(event.clipboardData.getData("text").trim())) return;
    event.preventDefault();
    const told = document.createElement("p");
    told.className = "paste-told";
    told.setAttribute("role", "alert");
    told.textContent = document.body.dataset.oneNumber;
    field.after(told);
  };

  document.addEventListener("DOMContentLoaded", () => focusErrors(document));
  document.addEventListener("DOMContentLoaded", showCurrent);
  document.addEventListener("DOMContentLoaded", watchEnds);
  document.addEventListener("DOMContentLoaded", frameTables);
  document.addEventListener("htmx:afterSettle", frameTables);
  window.addEventListener("resize", () => rows().forEach(showEnds));
  window.addEventListener("load", () => rows().forEach(showEnds));
  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.target));
  document.addEventListener("submit", holdDoublePost);
  document.addEventListener("click", print);
  document.addEventListener("paste", takeOneNumber);
})();
