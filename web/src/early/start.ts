import { beginEarly } from "./early";

beginEarly(location);
