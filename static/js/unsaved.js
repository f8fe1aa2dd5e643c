// Numbers of the grid that are not saved: nobody leaves them unknowing, and who has to sign in again finds them again.
(() => {
  "use strict";

  const KEPT = `unsaved ${location.pathname}`;
  const UNSAVED = "form[data-cell]:is([data-unsaved], :has(.cell-problem))";
  const unsaved = () => [...document.querySelectorAll(UNSAVED)];
  const template = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
  let wanted = null;
  let decided = false;

  // A link that leaves the page waits for what is on its way, and then for a word of whoever pressed it.
  const follow = (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.matches("[hx-get], [target], [href^='#'], [href^='mailto:']")) return;
    if (link.matches("[data-comes-back]")) keep();
    if (link.matches("[data-comes-back], [data-leave]")) decided = true;
    if (decided || !unsaved().length) return;
    event.preventDefault();
    wanted = link.href;
    go();
  };

  const go = () => {
    if (!wanted || document.querySelector("form[data-cell].htmx-request")) return;
    const address = wanted;
    wanted = null;
    if (unsaved().length) warn(address);
    else location.assign(address);
  };

  const stay = () => {
    document.getElementById("unsaved-notice")?.remove();
    unsaved()[0]?.querySelector("input:not([type=hidden]), select, textarea").focus();
  };

  const warn = (address) => {
    document.getElementById("unsaved-notice")?.remove();
    const notice = template("unsaved-warning");
    const names = unsaved().map((form) => form.closest("tr").querySelector("[data-name]").textContent.trim());
    notice.querySelector("[data-names]").textContent = names.join("; ");
    notice.querySelector("[data-leave]").href = address;
    notice.querySelector("[data-stay]").addEventListener("click", stay);
    document.querySelector(".submission-state").after(notice);
    notice.focus();
  };

  const hold = (event) => {
    if (!decided && unsaved().length) event.preventDefault();
  };

  // With the revision that was read: a number saved by a colleague in the meantime is not overwritten unseen.
  const keep = () => {
    const cells = unsaved().map((form) => [
      form.getAttribute("action"),
      [...form.querySelectorAll("[name=token], .cell-fields :is(input:not([type=radio]), select, textarea)")]
        .map((field) => [field.name, field.value]),
    ]);
    sessionStorage.setItem(KEPT, JSON.stringify(cells));
  };

  const restore = () => {
    const cells = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
    sessionStorage.removeItem(KEPT);
    for (const [action, values] of cells) {
      const form = document.querySelector(`form[data-cell][action="${action}"]`);
      if (!form) continue;
      for (const [name, value] of values) if (form.elements[name]) form.elements[name].value = value;
      form.append(template("unsaved-number"));
    }
  };

  document.addEventListener("DOMContentLoaded", restore);
  document.addEventListener("click", follow);
  document.addEventListener("htmx:afterRequest", go);
  window.addEventListener("beforeunload", hold);
})();
