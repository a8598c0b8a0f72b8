/* Everything here is a comfort: each page does its work without it. */
(function () {
  "use strict";

  const typing = (node) => node.closest("input, select, textarea, [contenteditable]");

  // "/" goes to the log line from anywhere but a field.
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const line = document.getElementById("line");
      if (line) {
        event.preventDefault();
        line.focus();
        line.select();
      }
    }
    if (event.key === "Escape") {
      closeMenus(null);
    }
  });

  // Menus close when something else is chosen.
  function closeMenus(except) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) {
        const held = menu.contains(document.activeElement);
        menu.open = false;
        if (held) {
          menu.querySelector("summary").focus();
        }
      }
    }
  }
  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.menu"));
  });

  // One box ticks all the boxes of its form.
  document.addEventListener("change", (event) => {
    const all = event.target.dataset.ticks;
    if (all) {
      for (const box of event.target.form.querySelectorAll(`input[name="${all}"]`)) {
        box.checked = event.target.checked;
      }
    }
  });

  // Files may be dropped anywhere on the marked area, not just on its field.
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const area = event.target.closest?.("[data-drop]");
      if (!area) {
        return;
      }
      event.preventDefault();
      area.classList.toggle("over", kind === "dragover");
      if (kind === "drop") {
        area.querySelector("input[type=file]").files = event.dataTransfer.files;
      }
    });
  }

  // A form sent twice by an impatient finger is sent once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
    }
  });

  // A live region speaks only of what changes after the page has loaded.
  const said = document.getElementById("said");
  if (said && said.firstElementChild) {
    window.setTimeout(() => said.replaceChildren(...said.children), 150);
  }
})();
