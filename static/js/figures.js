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
    if (!form || form.contains(event.relatedTarget) || form.matches("[data-hold], [data-answered]")) return;
    if (dirty(form)) form.requestSubmit();
  };

  // A row that gives way to its answer loses the focus too; that is nobody leaving it.
  const answered = (event) => {
    if (event.detail.shouldSwap) event.target.querySelector("form[data-cell]")?.toggleAttribute("data-answered", true);
  };

  // The form sends itself when a reading is chosen; the eye goes back to the number that was asked about.
  const asked = (event) => {
    const question = event.target.closest("form[data-cell] [data-asked-of]");
    question?.form.elements[question.dataset.askedOf.replace(/_reading$/, "")].focus();
  };

  // A question is about the number that it was asked of: while another one stands there, it does not.
  const typed = (event) => {
    const form = event.target.closest("form[data-cell]");
    const question = form?.querySelector(`[data-asked-of="${event.target.name}_reading"]`);
    question?.toggleAttribute("hidden", event.target.value !== event.target.defaultValue);
    if (!form) return;
    excuse(form);
    mark(form);
  };

  // Why there is no number is asked only while there is none: with one, leaving the cell saves it.
  const excuse = (form) => {
    const numbers = fields(form).filter((field) => field.matches(".number-field, select"));
    form.querySelector(".cell-reason")?.toggleAttribute("hidden", numbers.some((field) => field.value.trim() !== ""));
  };

  // A row that comes back refused asks whoever is still at it. What is refused once is not sent again by leaving it, so
  // nobody is held there; whoever is in another row by now stays there.
  const refused = (event) => {
    const row = event.target.closest("tr.cell-error");
    if (!row || !(row.contains(document.activeElement) || document.activeElement === document.body)) return;
    const places = [".cell-reading input", "[aria-invalid=true]:not([type=hidden])", ".number-field, select"];
    places.map((place) => row.querySelector(place)).find(Boolean)?.focus();
  };

  // What stands in a cell and is not saved, for unsaved.js; typed back as it was, nothing is amiss.
  const mark = (form) => {
    form.toggleAttribute("data-unsaved", dirty(form));
    form.querySelectorAll("[data-of-number]").forEach((told) => { told.hidden = dirty(form); });
    form.querySelectorAll("button").forEach(stop);
    form.closest("tr").querySelectorAll("[data-was-saved]").forEach((saved) => { saved.hidden = dirty(form); });
    if (dirty(form) || !form.querySelector(".refused")) return;
    form.querySelector(".refused").remove();
    form.closest("tr").classList.remove("cell-error");
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
    if (event.key === "Enter" && asks(form)) form.requestSubmit();
    const wanted = fields(next)[place] || fields(next)[0];
    wanted.focus();
    if (wanted.select) wanted.select();
  };

  // Leaving a cell saves it, so “Save” is a stop for the keyboard only where it is an answer: to somebody else's number,
  // or to a question about this one; a number typed in its stead is asked about anew, if at all.
  const asks = (form) => form.matches("[data-hold]") || (form.matches("[data-ask]") && !dirty(form));
  const stop = (button) => { button.tabIndex = asks(button.form) ? 0 : -1; };
  const skipSave = (root) => root.querySelectorAll("form[data-cell] button").forEach(stop);

  document.addEventListener("DOMContentLoaded", () => skipSave(document));
  document.addEventListener("htmx:afterSettle", () => skipSave(document));
  document.addEventListener("htmx:afterSettle", refused);
  document.addEventListener("focusout", leave);
  document.addEventListener("htmx:beforeSwap", answered);
  document.addEventListener("change", asked);
  document.addEventListener("input", typed);
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-cell]").forEach(mark));
  document.addEventListener("keydown", move);
})();
