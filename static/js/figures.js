// The grid of results: a cell is sent when one leaves it; Enter and ↓ go on to the next row. Without scripts, “Save” does it.
(() => {
  "use strict";

  const fields = (form) => [...form.querySelectorAll("input:not([type=hidden]), select, textarea")];
  const dirty = (form) =>
    fields(form).some((field) =>
      field.tagName === "SELECT"
        ? [...field.options].some((option) => option.selected !== option.defaultSelected)
        : field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue
    );

  const leave = (event) => {
    const form = event.target.closest("form[data-cell]");
    if (!form || form.contains(event.relatedTarget) || form.hasAttribute("data-hold")) return;
    if (dirty(form)) form.requestSubmit();
  };

  const move = (event) => {
    const form = event.target.closest("form[data-cell]");
    if (!form || event.target.tagName !== "INPUT" || event.target.type === "radio") return;
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (!step) return;
    const cells = [...document.querySelectorAll("form[data-cell]")];
    const place = fields(form).indexOf(event.target);
    const next = cells[cells.indexOf(form) + step];
    if (!next) return;
    event.preventDefault();
    if (event.key === "Enter" && form.hasAttribute("data-hold")) form.requestSubmit();
    const wanted = fields(next)[place] || fields(next)[0];
    wanted.focus();
    if (wanted.select) wanted.select();
  };

  // Leaving a cell saves it, so “Save” is a stop for the keyboard only where somebody else would be overwritten.
  const skipSave = (root) => {
    for (const button of root.querySelectorAll("form[data-cell]:not([data-hold]) button")) button.tabIndex = -1;
  };

  document.addEventListener("DOMContentLoaded", () => skipSave(document));
  document.addEventListener("htmx:afterSettle", () => skipSave(document));
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", move);
})();
