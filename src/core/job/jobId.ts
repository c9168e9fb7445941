const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:[:#]\d+)?$/i;

/**
 * Whether a text is the whole id of a job, an array child (`uuid:index`) or a node (`uuid#index`), so that no
 * other id contains it but those of its children.
 */
export const isWholeJobId = (text: string): boolean => uuid.test(text);
