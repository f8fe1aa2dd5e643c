// What a page asked for by itself and did not get: the reason stands where the answer would have stood, and what was
// typed there stays. The server sends a sentence (components/_refused.html); where none came, the page has one itself.
(() => {
  "use strict";

  const sent = (text) => new DOMParser().parseFromString(text || "", "text/html").querySelector("[data-refused]");
  const own = () => document.getElementById("no-answer").content.firstElementChild.cloneNode(true);

  const place = (host) => {
    const found = host.querySelector(":scope > .refused");
    if (found) return found;
    const made = document.createElement("div");
    made.className = "refused";
    host.append(made);
    return made;
  };

  const tell = (event) => {
    const { elt, target, xhr, requestConfig } = event.detail;
    const told = sent(xhr.responseText) || own();
    const reading = requestConfig.verb === "get";
    if (reading) told.querySelector("[data-of-save]")?.remove();
    // Only the grid keeps what was typed beyond the page (unsaved.js).
    if (!elt.closest("form[data-cell]")) told.querySelector("[data-of-cell]")?.remove();
    const here = place(elt.closest("form") || target);
    // Whoever asks again and again by itself says it once.
    if (reading && here.textContent.trim() === told.textContent.trim()) return;
    here.replaceChildren(told);
    const row = elt.closest("tr:has(form[data-cell])");
    row?.classList.add("cell-error");
    // What was saved before, or said of another number, is not about what stands in the cell now.
    row?.querySelectorAll("[data-was-saved], .cell-problem").forEach((mark) => { mark.hidden = true; });
    if (xhr.status === 401 && elt.matches("[hx-trigger^=every]")) rest(elt);
  };

  // Whose sign-in has ended gets no other answer however often the page asks.
  const rest = (asking) => {
    asking.removeAttribute("hx-get");
    htmx.process(asking);
  };

  // A whole page, where a redirect or a proxy led to one, is no answer to a part of this page; but where that part
  // chooses itself from a page, the page that holds it is.
  const refuseWholePages = (event) => {
    const { isError, xhr, requestConfig } = event.detail;
    if (isError || !/^\s*<!doctype/i.test(xhr.responseText)) return;
    const chosen = requestConfig.elt.closest("[hx-select]")?.getAttribute("hx-select");
    if (chosen && new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector(chosen)) return;
    event.detail.shouldSwap = false;
    tell(event);
  };

  document.addEventListener("htmx:beforeSwap", refuseWholePages);
  for (const missed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(missed, tell);
})();
