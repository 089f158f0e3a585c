import { Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import classes from "./auth.module.css";
import { messages } from "./messages";

/** Around the screens for everybody: the name, and one card. */
export function GuestFrame() {
  return (
    <GuestCard>
      <Outlet />
    </GuestCard>
  );
}

/** The same for a screen that comes after the sign-in. */
export function GuestCard({ children }: { children: ReactNode }) {
  return (
    <div className={classes.frame}>
      <header className={classes.brand}>
        <Mark />
        <span>OneTick</span>
      </header>
      <main className={classes.card} id="main">
        {children}
      </main>
      <footer className={classes.tagline}>{messages.tagline}</footer>
    </div>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect width="32" height="32" rx="8" className={classes.markGround} />
      <path d="M9 16.5l5 5 9.5-11" className={classes.markTick} />
    </svg>
  );
}
