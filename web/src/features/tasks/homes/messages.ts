export const messages = {
  projects: "Projects",
  home: "Home",
  add: "Put it into another project",
  move: "Move it to another project",
  find: "Find a project",
  nothing: "No project is called that",
  more: (name: string) => `${name}: more`,
  makeHome: "Make this its home",
  leave: "Take it out of this project",
  added: (name: string) => `It is in ${name}, too`,
  moved: (name: string) => `Moved to ${name}`,
  left: (name: string) => `It is no longer in ${name}`,
};
