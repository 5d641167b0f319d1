export interface AdmissionRequest {
  readonly uid: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly operation: string;
  readonly object: unknown;
  readonly dryRun?: boolean;
}
export interface AdmissionResponse {
  readonly allowed: boolean;
  readonly patchType?: 'JSONPatch';
  readonly patch?: string;
  readonly warnings?: readonly string[];
  readonly auditAnnotations?: Readonly<Record<string, string>>;
  readonly status?: { readonly code: number; readonly message: string; readonly reason: string };
}
