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
        body: JSON.stringify({ answer_id: id, up: way === "up", reason }),
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
    } else if (at.matches(".rb-suggestion") && event.detail === 0) {
      // Chosen by keyboard, and gone in a moment: the keyboard goes on in the box. (By touch it would bring up the keys.)
      document.querySelector("#rb-box textarea").focus();
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
  function notice(id, words) {
    document.getElementById(id)?.remove();
    const box = Object.assign(document.createElement("p"), { id, className: "rb-over", textContent: words });
    box.setAttribute("role", "alert");
    document.body.append(box);
    return box;
  }
  // Its own notices are in English whatever the language, and all of a lost connection: ours stands in their place.
  const OFFLINE = "连接断开了，正在重新连接。如果一直没有恢复，请刷新网页；急事请拨打12345热线。";
  function tell() {
    const lost = document.querySelector(".toast-body");
    if (!lost) document.getElementById("rb-offline")?.remove();
    else if (!document.getElementById("rb-offline")) notice("rb-offline", OFFLINE);
  }
  // A question that the server turned away (too many at once) is silence to Gradio; the server's words are Chinese.
  const plainFetch = window.fetch;
  window.fetch = async (...request) => {
    const response = await plainFetch(...request);
    if ([413, 429, 503].includes(response.status) && String(request[0]?.url ?? request[0]).includes("/queue/join")) {
      const said = await response.clone().json().catch(() => null);
      const box = notice("rb-busy", said?.error?.message ?? "现在问的人太多，请过一会儿再问。急事请拨打12345热线。");
      setTimeout(() => box.remove(), 10000);
    }
    return response;
  };
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
  // After a question: keep it at the top while its answer grows below it, until the citizen goes elsewhere.
  let asked = 0;
  let following = false;
  for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    document.addEventListener(type, () => { following = false; }, { capture: true, passive: true });
  }
  function follow() {
    const questions = document.querySelectorAll("#rb-chat .user-row");
    following = questions.length > asked || (following && questions.length === asked);
    asked = questions.length;
    if (following) questions[asked - 1].scrollIntoView({ block: "start" });
  }
  new MutationObserver(() => { rename(); tell(); equip(); follow(); }).observe(root, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"],
  });
})();
