/**
 * The implementation of a command. `target` is what it was run on: a tree node, a dashboard row with its menu
 * context, an argument of a link or keybinding, or nothing. `targets` are all selected tree nodes, including
 * `target`, if there are several.
 */
export type CommandHandler = (target?: unknown, targets?: unknown) => unknown;
