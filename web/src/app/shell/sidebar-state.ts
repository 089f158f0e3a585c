import { useLocalStorage } from "@mantine/hooks";

/** Whether the sidebar is hidden on this device. */
export function useSidebar(): { isHidden: boolean; toggle: () => void } {
  const [isHidden, setHidden] = useLocalStorage({
    key: "onetick.sidebar-hidden",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  return { isHidden, toggle: () => setHidden((before) => !before) };
}
