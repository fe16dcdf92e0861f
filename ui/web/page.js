// What Gradio leaves to us in the browser: input methods, citations, copying and rating, larger type, its English words.
(() => {
  const root = document.documentElement;
  root.lang = "zh-CN";
  const framed = window.parent !== window;
  root.classList.toggle("rb-framed", framed);
  // The page around the frame (embed.js) learns that it has come; to be refused says nothing.
  if (framed) window.parent.postMessage({ reportBot: "ready" }, "*");

  // While an input method composes, Enter picks a word: Gradio must not take it for "send".
  // Safari reports the confirming key after composition has ended, with key code 229.
  for (const type of ["keydown", "keypress"]) {
    document.addEventListener(type, (event) => {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
    }, true);
  }
  document.addEventListener("keydown", (event) => {
    if (framed && event.key === "Escape") window.parent.postMessage({ reportBot: "close" }, "*");
  });

  // Larger type: kept in the browser, for it is about the eyes and says nothing about the questions.
  const LARGE = "report-bot-large";
  const kept = () => { try { return localStorage.getItem(LARGE) === "1"; } catch { return false; } };
  const enlarge = (large) => {
    root.classList.toggle("rb-large", large);
    for (const button of document.querySelectorAll(".rb-size")) button.setAttribute("aria-pressed", String(large));
  };
  enlarge(kept());

  const say = (tools, words) => { tools.querySelector(".rb-said").textContent = words; };

  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const box = Object.assign(document.createElement("textarea"), { value: text });
    box.className = "rb-offscreen"; // an office's network may serve plain http, where the clipboard is closed to scripts
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (!done) throw new Error("copy");
  }

  // The answer with its sources and where they stand; only the browser knows the page's whole address.
  function taken(tools) {
    const links = [...tools.closest(".rb-answer").querySelectorAll(".rb-from a")].map((link) => link.href);
    return [tools.dataset.copy, ...(links.length ? ["", "出处：", ...links] : [])].join("\n");
  }

  const rated = new Map(); // answer id → "up" or "down"; Gradio may draw an answer anew
  async function rate(tools, way, reason) {
    const id = tools.dataset.answer;
    try {
      const response = await fetch("api/feedback", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ id, up: way === "up", reason }),
      });
      if (!response.ok) throw new Error(String(response.status));
      rated.set(id, way);
      press(tools, way);
      say(tools, reason ? "谢谢，您的意见已记下。" : "谢谢，已记下。");
      return true;
    } catch {
      say(tools, "没有记上，请稍后再点一次。");
      return false;
    }
  }
  function press(tools, way) {
    for (const button of tools.querySelectorAll("[data-rate]")) {
      button.setAttribute("aria-pressed", String(button.dataset.rate === way));
    }
  }
  function askWhy(tools, way) {
    tools.querySelector("form")?.remove();
    const form = document.createElement("form");
    form.className = "rb-why";
    const label = way === "up" ? "哪里好（可不填）" : "哪里不好（可不填）";
    form.innerHTML = '<label><span></span><input maxlength="200" autocomplete="off"></label><button>提交</button>';
    form.querySelector("span").textContent = label;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const reason = form.querySelector("input").value.trim();
      if (!reason || await rate(tools, way, reason)) form.remove();
    });
    tools.append(form);
    if (way === "down") form.querySelector("input").focus();
  }

  document.addEventListener("click", async (event) => {
    const at = event.target.closest?.("button");
    if (!at) return;
    const tools = at.closest(".rb-tools");
    if (at.matches(".rb-cite")) {
      // [1] in an answer opens the card of that number and brings it into view.
      const card = document.getElementById(at.dataset.card);
      if (!card) return;
      card.open = true;
      card.scrollIntoView({ block: "nearest" });
      card.querySelector("summary").focus({ preventScroll: true });
    } else if (at.matches(".rb-size")) {
      const large = !root.classList.contains("rb-large");
      try { localStorage.setItem(LARGE, large ? "1" : "0"); } catch { /* for this page only */ }
      enlarge(large);
    } else if (at.dataset.do === "copy") {
      await copy(taken(tools)).then(() => say(tools, "已复制，连同出处。"), () => say(tools, "这个浏览器不让复制，请选中文字后复制。"));
    } else if (at.dataset.do === "share") {
      await navigator.share({ text: taken(tools) }).catch(() => {}); // closed without choosing: nothing to say
    } else if (at.dataset.rate) {
      if (await rate(tools, at.dataset.rate, "")) askWhy(tools, at.dataset.rate);
    }
  });

  // Gradio names the parts of a conversation in English for screen readers, and offers no setting for it.
  const LABELS = [['[role="log"]', "对话"], ['[data-testid="user"]', "您的问题"], ['[data-testid="bot"]', "回答"]];
  function rename() {
    for (const [part, label] of LABELS) {
      for (const node of document.querySelectorAll(`#rb-chat ${part}`)) {
        if (node.getAttribute("aria-label") !== label) node.setAttribute("aria-label", label);
        // A name needs something that bears it.
        if (label !== "对话" && node.getAttribute("role") !== "group") node.setAttribute("role", "group");
      }
    }
  }
  // Its own notices are in English whatever the language: of a lost connection, or of a server that has too much to do.
  const OFFLINE = "连接断开了，正在重新连接。如果一直没有恢复，请刷新网页；急事请拨打12345热线。";
  function tell() {
    const lost = document.querySelector(".toast-body");
    const ours = document.getElementById("rb-offline");
    if (lost && !ours) {
      const said = lost.textContent.match(/[一-鿿][^A-Za-z]*[。！]/);
      const box = Object.assign(document.createElement("p"), { id: "rb-offline", textContent: said ? said[0] : OFFLINE });
      box.setAttribute("role", "alert");
      document.body.append(box);
    } else if (!lost) ours?.remove();
  }
  function equip() {
    for (const tools of document.querySelectorAll(".rb-tools:not([data-ready])")) {
      tools.dataset.ready = "";
      if (navigator.share) tools.querySelector('[data-do="share"]').hidden = false;
      if (rated.has(tools.dataset.answer)) press(tools, rated.get(tools.dataset.answer));
    }
    for (const button of document.querySelectorAll(".rb-size")) {
      if (button.getAttribute("aria-pressed") !== String(kept())) enlarge(kept());
    }
  }
  // After a question: bring it to the top, so that its answer is read from the start and grows below it.
  let asked = 0;
  function follow() {
    const questions = document.querySelectorAll("#rb-chat .user-row");
    if (questions.length > asked) questions[questions.length - 1].scrollIntoView({ block: "start" });
    asked = questions.length;
  }
  new MutationObserver(() => { rename(); tell(); equip(); follow(); }).observe(root, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"],
  });
})();
