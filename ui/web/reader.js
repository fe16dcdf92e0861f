// What the reader gains from scripts; without them it is whole too: larger type, and a word where an address leads nowhere.
(() => {
  const root = document.documentElement;
  const KEY = "report-bot-large";
  const kept = () => { try { return localStorage.getItem(KEY) === "1"; } catch { return false; } };
  const button = Object.assign(document.createElement("button"), { type: "button", className: "size", textContent: "大字" });
  const show = (large) => { root.classList.toggle("large", large); button.setAttribute("aria-pressed", String(large)); };
  button.addEventListener("click", () => {
    const large = !root.classList.contains("large");
    try { localStorage.setItem(KEY, large ? "1" : "0"); } catch { /* no storage here: for this page only */ }
    show(large);
  });
  document.querySelector(".top > div").append(button);
  show(kept());

  // A link without ?p= cannot be judged by the server, which never sees what follows the #.
  const look = () => {
    const wanted = decodeURIComponent(location.hash.slice(1));
    document.getElementById("gone").hidden = !wanted || !!document.getElementById(wanted) || !!document.querySelector(".notice:not(#gone)");
  };
  addEventListener("hashchange", look);
  look();
})();
