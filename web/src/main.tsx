import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { preloadScreens } from "./app/preload";

// A new release took the place of the one that this page is of: its screens are there under other names.
window.addEventListener("vite:preloadError", (event) => {
  const last = Number(sessionStorage.getItem("onetick.reloaded") ?? 0);
  // Without a network there is no release either, and what a reload throws away does not come back.
  if (!navigator.onLine || Date.now() - last < 60_000) return;
  event.preventDefault();
  sessionStorage.setItem("onetick.reloaded", String(Date.now()));
  location.reload();
});

preloadScreens(location.pathname);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
