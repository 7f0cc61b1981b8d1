import type { PlannedFile } from './app-files.js';

/** One ADMX file of a folder that a person supplied, and what it says of itself. */
export interface SuppliedAdmx {
  /** Below the folder, with `/`. */
  readonly path: string;
  /** The namespace that it defines; absent where it does not tell. */
  readonly namespace?: string;
  /** Namespaces of the files that it builds on. */
  readonly uses: readonly string[];
  /** Its ADML files, by language. */
  readonly languages: readonly { readonly path: string; readonly code: string }[];
  /** Why it cannot be used. */
  readonly broken?: string;
}

/** The files that one uploaded ADMX file is made of, as a plan holds them. */
export interface PlannedAdmx {
  readonly file: PlannedFile;
  readonly languages: readonly { readonly code: string; readonly file: PlannedFile }[];
}

/** A folder with ADMX and ADML files. They are small: each is read whole when it is asked for. */
export interface AdmxFiles {
  readonly folder: string;
  list(): Promise<readonly SuppliedAdmx[]>;
  /** Size and sha256 of a file; undefined where it is gone. */
  digest(path: string): Promise<PlannedFile | undefined>;
  /** The bytes of a file in base64. @throws Stop (2) where it cannot be read */
  base64(path: string): Promise<string>;
}
