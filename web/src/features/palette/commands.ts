/** What can be opened from anywhere: by a key, by a button, from the palette. */
type Overlay = "palette" | "shortcuts" | "new-task" | "new-project";

class Commands {
  #open: Overlay | null = null;
  #listeners = new Set<() => void>();

  get open(): Overlay | null {
    return this.#open;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  openPalette = () => this.show("palette");
  openShortcuts = () => this.show("shortcuts");
  openNewTask = () => this.show("new-task");
  openNewProject = () => this.show("new-project");
  close = () => this.show(null);

  show(overlay: Overlay | null): void {
    this.#open = overlay;
    for (const listener of this.#listeners) listener();
  }
}

export const commands = new Commands();
