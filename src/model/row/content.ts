import type { Path } from './when.js';

/** Objects with a file of their own, which the service keeps encrypted and never gives back: created where a person supplies it (intune-objects.md 2.16). */
export interface Content {
  /** By `@odata.type`; others are created without a file, or not at all. */
  readonly types: Readonly<Record<string, ContentType>>;
  /** The member that holds the name of the file. */
  readonly fileName: Path;
  /** Below the object and its cast: `contentVersions`. */
  readonly versions: string;
  /** The member that names the version in use: absent on create, set once the file is there. */
  readonly committed: string;
  /** The member that says so, what it says then, and how long that may take. */
  readonly published: { readonly at: Path; readonly is: string; readonly seconds: number };
}

/** What the file of one type is like, and where the object says which one it is. */
export interface ContentType {
  readonly endings: readonly string[];
  /** Where the object holds what the file says of itself: bundle id, package id, product code. */
  readonly identity?: Path;
  readonly version?: Path;
  /** Of a Win32 package: the setup file inside. */
  readonly setupFile?: Path;
  /** What the service wants to be told about the file beside it. */
  readonly manifest?: ManifestForm;
}

/** Forms of the manifest: a property list of iOS or macOS, Android's and Windows Installer's XML, the file's name alone. */
export type ManifestForm = 'property list' | 'android' | 'msi' | 'file name';
