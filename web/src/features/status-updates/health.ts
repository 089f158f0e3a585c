import type { Schemas } from "@/api/client";

/** How something stands, as somebody reported it. */
export type Health = Schemas["PortfolioUpdateView"]["health"];
