import test from 'ava';
import { observedPod } from '../../../../src/controllers/pods/observed-pod.ts';
import { countsOf, surveyOf, workloadsOf } from '../../../../src/controllers/profile/survey.ts';
import type { Pod } from '../../../../src/controllers/resources.ts';
import { asking, type PodOf } from './world.ts';

const pod = (name: string, options: PodOf = {}) => observedPod(asking(name, options) as Pod);

test('pods count by what they have, and those that have ended count nowhere', (t) => {
  const survey = surveyOf(
    [
      pod('new', { mark: 'a' }),
      pod('new-in-place', { mark: 'b' }),
      pod('old', { mark: 'c' }),
      pod('unmarked', { mark: '' }),
      pod('without'),
      pod('done', { mark: 'a', status: { phase: 'Succeeded' } }),
      pod('failed', { status: { phase: 'Failed' } }),
    ],
    ['a', 'b'],
  );
  t.deepEqual(countsOf(survey, 2), { total: 5, injected: 2, outOfDate: 2, missing: 1, faulty: 2 });
  // While no pod could be made, nothing says that those there are out of date.
  t.is(surveyOf([pod('old', { mark: 'c' })], undefined).outOfDate.length, 0);
});

test('the order in which a cache has pods makes no difference', (t) => {
  const pods = ['c', 'a', 'b'].map((name) => pod(name));
  t.deepEqual(surveyOf(pods, []), surveyOf(pods.toReversed(), []));
});

test('workloads are known by name: a Deployment by its ReplicaSet, and a pod without a controller by itself', (t) => {
  const hash = { 'pod-template-hash': '5d4f' };
  const { workloads, moreWorkloads } = workloadsOf(
    surveyOf(
      [
        pod('planner-5d4f-a', { owner: 'ReplicaSet/planner-5d4f', labels: hash, mark: 'a' }),
        pod('planner-6e5f-a', {
          owner: 'ReplicaSet/planner-6e5f',
          labels: { 'pod-template-hash': '6e5f' },
          mark: 'old',
        }),
        pod('other-a', { owner: 'ReplicaSet/other', labels: hash, mark: 'a' }),
        pod('lidar-0', { owner: 'StatefulSet/lidar', mark: 'a' }),
        pod('lidar-1', { owner: 'StatefulSet/lidar', mark: 'a' }),
        pod('replay-x', { owner: 'Job/replay-28', mark: 'a' }),
        pod('bare'),
      ],
      ['a'],
    ),
  );
  t.is(moreWorkloads, 0);
  t.deepEqual(
    workloads.map(({ kind, name, pods }) => `${kind} ${name} ${pods}`),
    ['Pod bare 1', 'Deployment planner 2', 'StatefulSet lidar 2', 'Job replay-28 1', 'ReplicaSet other 1'],
  );
  t.like(workloads[1], { injected: 1, outOfDate: 1, missing: 0 });
});

test('an editor of a namespace: names of owners and marks of any length, and many owners, are bounded', (t) => {
  const long = 'x'.repeat(100_000);
  const huge = pod('huge', { owner: `${long}/${long}`, mark: long, labels: { 'pod-template-hash': long } });
  t.true(JSON.stringify(huge).length < 2_000);
  const many = Array.from({ length: 1000 }, (_, index) => pod(`bare-${index}`));
  const { workloads, moreWorkloads } = workloadsOf(surveyOf(many, ['a']));
  t.is(workloads.length, 32);
  t.is(moreWorkloads, 968);
});
