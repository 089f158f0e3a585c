/** The pictures that types can have: a chunk of its own, since no first page needs them. */

import IconWarning from "@tabler/icons-react/icons/IconAlertTriangle";
import IconBolt from "@tabler/icons-react/icons/IconBolt";
import IconBook from "@tabler/icons-react/icons/IconBook";
import IconBug from "@tabler/icons-react/icons/IconBug";
import IconBulb from "@tabler/icons-react/icons/IconBulb";
import IconCheck from "@tabler/icons-react/icons/IconCircleCheck";
import IconFlag from "@tabler/icons-react/icons/IconFlag";
import IconFlame from "@tabler/icons-react/icons/IconFlame";
import IconHeart from "@tabler/icons-react/icons/IconHeart";
import IconQuestion from "@tabler/icons-react/icons/IconHelpCircle";
import IconInbox from "@tabler/icons-react/icons/IconInbox";
import IconLifebuoy from "@tabler/icons-react/icons/IconLifebuoy";
import IconPalette from "@tabler/icons-react/icons/IconPalette";
import IconPencil from "@tabler/icons-react/icons/IconPencil";
import IconRocket from "@tabler/icons-react/icons/IconRocket";
import IconSearch from "@tabler/icons-react/icons/IconSearch";
import IconShield from "@tabler/icons-react/icons/IconShield";
import IconStar from "@tabler/icons-react/icons/IconStar";
import IconTarget from "@tabler/icons-react/icons/IconTarget";
import IconTools from "@tabler/icons-react/icons/IconTools";
import type { ComponentType } from "react";
import type { TypeIconName } from "./queries";

const PICTURES: Record<TypeIconName, ComponentType<{ size: number; stroke: number }>> = {
  bolt: IconBolt,
  book: IconBook,
  bug: IconBug,
  bulb: IconBulb,
  check: IconCheck,
  flag: IconFlag,
  flame: IconFlame,
  heart: IconHeart,
  inbox: IconInbox,
  lifebuoy: IconLifebuoy,
  palette: IconPalette,
  pencil: IconPencil,
  question: IconQuestion,
  rocket: IconRocket,
  search: IconSearch,
  shield: IconShield,
  star: IconStar,
  target: IconTarget,
  tools: IconTools,
  warning: IconWarning,
};

export default function Picture({ icon, size }: { icon: TypeIconName; size: number }) {
  const Drawn = PICTURES[icon] ?? IconCheck;
  return <Drawn size={size} stroke={2} />;
}
