import { useCallback, useState } from "react";

/** A text under way, kept over reloads of this tab until it is sent. */
export function useDraft(key: string): [string, (text: string) => void] {
  const store = `onetick.draft.${key}`;
  const [text, setText] = useState(() => sessionStorage.getItem(store) ?? "");
  const change = useCallback(
    (next: string) => {
      setText(next);
      if (next) sessionStorage.setItem(store, next);
      else sessionStorage.removeItem(store);
    },
    [store],
  );
  return [text, change];
}
