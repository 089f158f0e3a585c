import { useCombobox } from "@mantine/core";
import { useEffect } from "react";

/** The store of a list of choices that is always open below its field: the first one fits best, and Enter takes it. */
export function useChoosing(typed: string, count: number) {
  const combobox = useCombobox({ opened: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what there is to choose from decides what is first
  useEffect(() => {
    combobox.selectFirstOption();
  }, [typed, count]);
  return combobox;
}
