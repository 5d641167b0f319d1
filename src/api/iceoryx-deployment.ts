import { Model, type ModelData, createTypeMetaGuard, setValidateFunc } from '@kubernetes-models/base';
import type { ErrorObject } from 'ajv';
import type { IceoryxDeployment } from './iceoryx-deployment.generated.ts';
import { structureErrors } from './structure.ts';

export type * from './iceoryx-deployment.generated.ts';

const TYPE = { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxDeployment' } as const;

/**
 * An IceoryxDeployment that is built in code. `validate()` throws if the schema refuses it. `problemsOf` in
 * validation.ts lists every error that an API server would report.
 *
 * @example new IceoryxDeploymentModel({ metadata: { name: 'pubsub' }, spec: { roudi, template } })
 */
export class IceoryxDeploymentModel extends Model<IceoryxDeployment> {
  static readonly apiVersion = TYPE.apiVersion;
  static readonly kind = TYPE.kind;
  static readonly is = createTypeMetaGuard<IceoryxDeployment>(TYPE);

  // Declared only: an initialised field would overwrite what the constructor of Model has set.
  declare readonly apiVersion: IceoryxDeployment['apiVersion'];
  declare readonly kind: IceoryxDeployment['kind'];
  declare metadata: IceoryxDeployment['metadata'];
  declare spec: IceoryxDeployment['spec'];
  declare status?: IceoryxDeployment['status'];

  constructor(data?: ModelData<IceoryxDeployment>) {
    super();
    this.setDefinedProps({ ...TYPE, ...data } as ModelData<IceoryxDeployment>);
  }
}

/** Validator in the form that ajv generates and Model expects: a predicate that keeps its errors as a property. */
function hasStructure(data: unknown): data is IceoryxDeployment {
  hasStructure.errors = [...structureErrors(data)];
  return hasStructure.errors.length === 0;
}
hasStructure.errors = [] as ErrorObject[];

setValidateFunc(IceoryxDeploymentModel, hasStructure);
