/** Mantine, in our proportions. The colours beyond Mantine's own are in `tokens.css`. */
import { createTheme, type MantineColorsTuple } from "@mantine/core";
import { messages } from "../components/messages.ts";

const brand: MantineColorsTuple = [
  "#eef2ff",
  "#dfe6ff",
  "#bccbff",
  "#95aeff",
  "#6f91fd",
  "#4a73f3",
  "#2f5bea",
  "#264ccb",
  "#2040a8",
  "#1b3585",
];

/** From text (0) to the darkest ground (9). */
const dark: MantineColorsTuple = [
  "#e6e8ee",
  "#a9afbd",
  "#8d94a4",
  "#565d6b",
  "#383d48",
  "#2a2e37",
  "#1f2229",
  "#181a20",
  "#131519",
  "#0d0f12",
];

export const theme = createTheme({
  colors: { brand, dark },
  primaryColor: "brand",
  primaryShade: 6,
  autoContrast: true,
  luminanceThreshold: 0.4,
  white: "#ffffff",
  black: "#171a21",
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", Menlo, monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.35" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  headings: {
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "1.375rem", lineHeight: "1.3" },
      h2: { fontSize: "1.125rem", lineHeight: "1.35" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
    },
  },
  shadows: {
    xs: "0 1px 2px rgb(15 20 35 / 6%)",
    sm: "0 1px 3px rgb(15 20 35 / 8%), 0 1px 2px rgb(15 20 35 / 5%)",
    md: "0 4px 16px rgb(15 20 35 / 10%), 0 1px 3px rgb(15 20 35 / 6%)",
    lg: "0 12px 32px rgb(15 20 35 / 14%), 0 2px 8px rgb(15 20 35 / 6%)",
    xl: "0 24px 64px rgb(15 20 35 / 20%)",
  },
  components: {
    // Locking the page's scrolling would add a <style> element, which the Content-Security-Policy refuses; and
    // here it is the panes that scroll, never the page.
    Modal: {
      defaultProps: {
        closeButtonProps: { "aria-label": messages.close },
        lockScroll: false,
        centered: true,
        radius: "lg",
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.4 },
      },
    },
    Drawer: {
      defaultProps: {
        closeButtonProps: { "aria-label": messages.close },
        lockScroll: false,
        transitionProps: { duration: 140 },
      },
    },
    ModalRoot: { defaultProps: { lockScroll: false } },
    DrawerRoot: { defaultProps: { lockScroll: false } },
    Anchor: { defaultProps: { underline: "always" } },
    Button: { defaultProps: { size: "sm", fw: 550 } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "md" } },
    TextInput: { defaultProps: { size: "sm" } },
    PasswordInput: {
      defaultProps: {
        size: "sm",
        visibilityToggleButtonProps: { "aria-label": "Show or hide what is typed" },
      },
    },
    Textarea: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm", comboboxProps: { shadow: "md" } } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": messages.close } } },
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        shadow: "md",
        width: 220,
        transitionProps: { duration: 90 },
        position: "bottom-start",
      },
    },
    Popover: { defaultProps: { shadow: "md", transitionProps: { duration: 90 } } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 80 }, withArrow: false } },
  },
});
