// Generated from crds/iceoryxdeployments.iceoryx.io.yaml by `npm run generate`. Do not edit.
// @ts-nocheck: written by ajv, in JavaScript
/* oxlint-disable */
import { formats, haveDistinctKeys } from './schema-checks.ts';
export const validate = validate10;
export default validate10;
const schema11 = {"type":"object","required":["spec"],"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object","properties":{"name":{"type":"string","maxLength":253}}},"spec":{"type":"object","required":["template"],"properties":{"replicas":{"type":"integer","format":"int32","minimum":0,"default":1},"paused":{"type":"boolean","default":false},"minReadySeconds":{"type":"integer","format":"int32","minimum":0,"default":0},"rollout":{"type":"string","enum":["Automatic","OnNextChange"],"default":"OnNextChange"},"revisionHistoryLimit":{"type":"integer","format":"int32","minimum":0,"default":10},"progressDeadlineSeconds":{"type":"integer","format":"int32","minimum":1,"default":600},"strategy":{"type":"object","default":{},"properties":{"type":{"type":"string","enum":["RollingUpdate","Recreate"],"default":"RollingUpdate"},"rollingUpdate":{"type":"object","properties":{"maxSurge":{"x-kubernetes-int-or-string":true,"maxLength":16,"type":["integer","string"]},"maxUnavailable":{"x-kubernetes-int-or-string":true,"maxLength":16,"type":["integer","string"]}},"additionalProperties":false}},"additionalProperties":false},"template":{"type":"object","required":["spec"],"properties":{"metadata":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"labels":{"type":"object","maxProperties":256,"additionalProperties":{"type":"string","maxLength":63}},"annotations":{"type":"object","maxProperties":256,"additionalProperties":{"type":"string"}}}},"spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["containers"],"properties":{"containers":{"type":"array","minItems":1,"maxItems":64,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["name"],"properties":{"name":{"type":"string","maxLength":63},"securityContext":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"runAsUser":{"type":"integer","format":"int64","minimum":0},"runAsGroup":{"type":"integer","format":"int64","minimum":0},"runAsNonRoot":{"type":"boolean"}}},"command":{"type":"array","maxItems":4096,"items":{"type":"string"}},"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}},"requests":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}}}},"restartPolicy":{"type":"string"},"lifecycle":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"postStart":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"sleep":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"seconds":{"type":"integer","format":"int64"}}}}},"preStop":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"sleep":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"seconds":{"type":"integer","format":"int64"}}}}},"stopSignal":{"type":"string"}}},"volumeDevices":{"type":"array","maxItems":128,"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"devicePath":{"type":"string"}}}},"volumeMounts":{"type":"array","maxItems":128,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["mountPath"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["mountPath","name"],"properties":{"mountPath":{"type":"string","maxLength":4096},"name":{"type":"string","maxLength":63},"readOnly":{"type":"boolean"},"subPath":{"type":"string"},"subPathExpr":{"type":"string"}}}}}}},"initContainers":{"type":"array","maxItems":64,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["name"],"properties":{"name":{"type":"string","maxLength":63},"securityContext":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"runAsUser":{"type":"integer","format":"int64","minimum":0},"runAsGroup":{"type":"integer","format":"int64","minimum":0},"runAsNonRoot":{"type":"boolean"}}},"command":{"type":"array","maxItems":4096,"items":{"type":"string"}},"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}},"requests":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}}}},"restartPolicy":{"type":"string"},"lifecycle":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"postStart":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"sleep":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"seconds":{"type":"integer","format":"int64"}}}}},"preStop":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"sleep":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"seconds":{"type":"integer","format":"int64"}}}}},"stopSignal":{"type":"string"}}},"volumeDevices":{"type":"array","maxItems":128,"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"devicePath":{"type":"string"}}}},"volumeMounts":{"type":"array","maxItems":128,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["mountPath"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["mountPath","name"],"properties":{"mountPath":{"type":"string","maxLength":4096},"name":{"type":"string","maxLength":63},"readOnly":{"type":"boolean"},"subPath":{"type":"string"},"subPathExpr":{"type":"string"}}}}}}},"volumes":{"type":"array","maxItems":256,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["name"],"properties":{"name":{"type":"string","maxLength":63},"emptyDir":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"medium":{"type":"string"}}}}}},"securityContext":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"runAsUser":{"type":"integer","format":"int64","minimum":0},"runAsGroup":{"type":"integer","format":"int64","minimum":0},"runAsNonRoot":{"type":"boolean"},"fsGroup":{"type":"integer","format":"int64","minimum":0},"supplementalGroups":{"type":"array","maxItems":1024,"items":{"type":"integer","format":"int64","minimum":0}}}},"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}},"requests":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}}}},"nodeSelector":{"type":"object","additionalProperties":{"type":"string","maxLength":63}},"ephemeralContainers":{"type":"array","maxItems":64,"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true}},"hostNetwork":{"type":"boolean"},"shareProcessNamespace":{"type":"boolean"},"hostPID":{"type":"boolean"},"restartPolicy":{"type":"string","maxLength":64},"terminationGracePeriodSeconds":{"type":"integer","format":"int64","minimum":0},"os":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"name":{"type":"string","maxLength":64}}}}}},"additionalProperties":false},"containers":{"type":"array","minItems":1,"maxItems":64,"x-kubernetes-list-type":"set","items":{"type":"string","minLength":1,"maxLength":63},"uniqueItems":true},"roudi":{"type":"object","properties":{"image":{"type":"string","minLength":1,"maxLength":1024},"imagePullPolicy":{"type":"string","enum":["Always","IfNotPresent","Never"]},"release":{"type":"string","enum":["2.0","2.95"]},"command":{"type":"array","default":["iox-roudi"],"minItems":1,"maxItems":16,"x-kubernetes-list-type":"atomic","items":{"type":"string","maxLength":1024}},"extraArgs":{"type":"array","maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"string","maxLength":256}},"env":{"type":"array","maxItems":128,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253},"value":{"type":"string"}}}},"segments":{"type":"array","minItems":1,"maxItems":100,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["mempools"],"properties":{"writer":{"type":"string","maxLength":32},"reader":{"type":"string","maxLength":32},"mempools":{"type":"array","minItems":1,"maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["size","count"],"properties":{"size":{"type":"integer","format":"int64","maximum":1099511627776},"count":{"type":"integer","format":"int64","minimum":1,"maximum":4294967295}},"additionalProperties":false}}},"additionalProperties":false}},"managementBytes":{"type":"integer","format":"int64","minimum":1,"maximum":1099511627776},"logLevel":{"type":"string","enum":["Off","Fatal","Error","Warning","Info","Debug","Verbose"],"default":"Warning"},"monitoring":{"type":"boolean","default":true},"compatibility":{"type":"string","enum":["Off","Major","Minor","Patch","CommitId","BuildDate"],"default":"Patch"},"killDelaySeconds":{"type":"integer","format":"int32","minimum":0,"maximum":86400},"terminationDelaySeconds":{"type":"integer","format":"int32","minimum":0,"maximum":86400},"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}},"requests":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}}}},"securityContext":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"runAsUser":{"type":"integer","format":"int64"},"runAsGroup":{"type":"integer","format":"int64"},"runAsNonRoot":{"type":"boolean"},"privileged":{"type":"boolean"},"capabilities":{"type":"object","properties":{"add":{"type":"array","maxItems":64,"items":{"type":"string"}},"drop":{"type":"array","maxItems":64,"items":{"type":"string"}}},"additionalProperties":false}}}},"additionalProperties":false},"domain":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":63},"namespace":{"type":"string","minLength":1,"maxLength":63}},"additionalProperties":false},"runtimeNames":{"type":"string","enum":["PerNode","Unique"]},"cycloneDDS":{"type":"object"},"agent":{"type":"object","properties":{"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}},"requests":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}}}}},"additionalProperties":false},"link":{"type":"object","properties":{"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}},"requests":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}}}}},"additionalProperties":false},"identity":{"type":"object","required":["users"],"properties":{"users":{"type":"array","minItems":1,"maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","uid","group","gid"],"properties":{"name":{"type":"string","maxLength":32},"uid":{"type":"integer","format":"int64","minimum":1,"maximum":4294967294},"group":{"type":"string","maxLength":32},"gid":{"type":"integer","format":"int64","minimum":1,"maximum":4294967294}},"additionalProperties":false}}},"additionalProperties":false},"sharedMemory":{"type":"object","default":{},"properties":{"sizeLimit":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]},"headroomPercent":{"type":"integer","format":"int32","minimum":0,"maximum":1000,"default":10}},"additionalProperties":false},"termination":{"type":"object","default":{},"properties":{"appStopSeconds":{"type":"integer","format":"int32","minimum":0,"maximum":86400,"default":10},"signalApps":{"type":"string","enum":["Auto","Always","Never"],"default":"Auto"},"gracePeriodSeconds":{"type":"integer","format":"int64","minimum":1,"maximum":604800}},"additionalProperties":false},"recovery":{"type":"object","default":{},"properties":{"mode":{"type":"string","enum":["InPlace","Replace","None"],"default":"InPlace"},"maxPerHour":{"type":"integer","format":"int32","minimum":0,"maximum":120,"default":12},"whenBlocked":{"type":"string","enum":["Wait","Delete"],"default":"Wait"}},"additionalProperties":false}},"additionalProperties":false},"status":{"type":"object","properties":{"operator":{"type":"object","properties":{"asking":{"type":"string","maxLength":512},"askedAt":{"type":"string","format":"date-time"},"answered":{"type":"string","maxLength":512},"answeredAt":{"type":"string","format":"date-time"}},"additionalProperties":false},"observedGeneration":{"type":"integer","format":"int64"},"replicas":{"type":"integer","format":"int32"},"updatedReplicas":{"type":"integer","format":"int32"},"readyReplicas":{"type":"integer","format":"int32"},"availableReplicas":{"type":"integer","format":"int32"},"apps":{"type":"object","required":["connected","expected","summary"],"properties":{"connected":{"type":"integer","format":"int32"},"expected":{"type":"integer","format":"int32"},"summary":{"type":"string"}},"additionalProperties":false},"selector":{"type":"string"},"deployment":{"type":"object","required":["uid","generation","digest"],"properties":{"uid":{"type":"string"},"generation":{"type":"integer","format":"int64"},"digest":{"type":"string"},"objectGeneration":{"type":"integer","format":"int64"},"template":{"type":"string"},"liveTemplate":{"type":"string"}},"additionalProperties":false},"terminationGracePeriodSeconds":{"type":"integer","format":"int64"},"sharedMemory":{"type":"object","properties":{"size":{"type":"string"},"segmentBytes":{"type":"integer","format":"int64"},"volumeBytes":{"type":"integer","format":"int64"},"explanation":{"type":"string"},"segments":{"type":"array","maxItems":101,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["name","bytes"],"properties":{"name":{"type":"string"},"bytes":{"type":"integer","format":"int64"}},"additionalProperties":false}}},"additionalProperties":false},"roudi":{"type":"object","properties":{"release":{"type":"string"},"memoryBytes":{"type":"integer","format":"int64"},"image":{"type":"string"},"ready":{"type":"integer","format":"int32"},"restarts":{"type":"integer","format":"int32"},"lastRestartTime":{"type":"string","format":"date-time"}},"additionalProperties":false},"recovery":{"type":"object","properties":{"replacements":{"type":"array","maxItems":120,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["pod","uid","time"],"properties":{"pod":{"type":"string","maxLength":253},"uid":{"type":"string","maxLength":63},"time":{"type":"string","format":"date-time"},"early":{"type":"boolean"}},"additionalProperties":false}}},"additionalProperties":false},"computed":{"type":"array","maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["name","value"],"properties":{"name":{"type":"string","maxLength":63},"value":{"type":"string","maxLength":128},"because":{"type":"string","maxLength":1024}},"additionalProperties":false}},"warnings":{"type":"array","maxItems":64,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["field","message"],"properties":{"field":{"type":"string","maxLength":1024},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}},"conditions":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["type"],"items":{"type":"object","required":["type","status","lastTransitionTime","reason","message"],"properties":{"type":{"type":"string","maxLength":316},"status":{"type":"string","enum":["True","False","Unknown"]},"observedGeneration":{"type":"integer","format":"int64","minimum":0},"lastTransitionTime":{"type":"string","format":"date-time"},"reason":{"type":"string","minLength":1,"maxLength":1024},"message":{"type":"string","maxLength":32768}},"additionalProperties":false}}},"additionalProperties":false}},"additionalProperties":false};
import func2 from '@kubernetes-models/validate/runtime/ucs2length';
const func3 = Object.prototype.hasOwnProperty;
const func10 = haveDistinctKeys;
const formats0 = formats.int32;
const formats8 = formats.int64;
const formats60 = formats["date-time"];

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.spec === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},message:"must have required property '"+"spec"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.apiVersion !== undefined){
if(typeof data.apiVersion !== "string"){
const err2 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.kind !== undefined){
if(typeof data.kind !== "string"){
const err3 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func2(data3) > 253){
const err4 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.replicas === undefined){
data4.replicas = 1;
}
if(data4.paused === undefined){
data4.paused = false;
}
if(data4.minReadySeconds === undefined){
data4.minReadySeconds = 0;
}
if(data4.rollout === undefined){
data4.rollout = "OnNextChange";
}
if(data4.revisionHistoryLimit === undefined){
data4.revisionHistoryLimit = 10;
}
if(data4.progressDeadlineSeconds === undefined){
data4.progressDeadlineSeconds = 600;
}
if(data4.strategy === undefined){
data4.strategy = {};
}
if(data4.sharedMemory === undefined){
data4.sharedMemory = {};
}
if(data4.termination === undefined){
data4.termination = {};
}
if(data4.recovery === undefined){
data4.recovery = {};
}
if(data4.template === undefined){
const err7 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "template"},message:"must have required property '"+"template"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key1 in data4){
if(!(func3.call(schema11.properties.spec.properties, key1))){
const err8 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
let data5 = data4.replicas;
if(!((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5)))){
const err9 = {instancePath:instancePath+"/spec/replicas",schemaPath:"#/properties/spec/properties/replicas/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(typeof data5 == "number"){
if(data5 < 0 || isNaN(data5)){
const err10 = {instancePath:instancePath+"/spec/replicas",schemaPath:"#/properties/spec/properties/replicas/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!(formats0.validate(data5))){
const err11 = {instancePath:instancePath+"/spec/replicas",schemaPath:"#/properties/spec/properties/replicas/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(typeof data4.paused !== "boolean"){
const err12 = {instancePath:instancePath+"/spec/paused",schemaPath:"#/properties/spec/properties/paused/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
let data7 = data4.minReadySeconds;
if(!((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7)))){
const err13 = {instancePath:instancePath+"/spec/minReadySeconds",schemaPath:"#/properties/spec/properties/minReadySeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(typeof data7 == "number"){
if(data7 < 0 || isNaN(data7)){
const err14 = {instancePath:instancePath+"/spec/minReadySeconds",schemaPath:"#/properties/spec/properties/minReadySeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!(formats0.validate(data7))){
const err15 = {instancePath:instancePath+"/spec/minReadySeconds",schemaPath:"#/properties/spec/properties/minReadySeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
let data8 = data4.rollout;
if(typeof data8 !== "string"){
const err16 = {instancePath:instancePath+"/spec/rollout",schemaPath:"#/properties/spec/properties/rollout/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!((data8 === "Automatic") || (data8 === "OnNextChange"))){
const err17 = {instancePath:instancePath+"/spec/rollout",schemaPath:"#/properties/spec/properties/rollout/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.rollout.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
let data9 = data4.revisionHistoryLimit;
if(!((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9)))){
const err18 = {instancePath:instancePath+"/spec/revisionHistoryLimit",schemaPath:"#/properties/spec/properties/revisionHistoryLimit/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(typeof data9 == "number"){
if(data9 < 0 || isNaN(data9)){
const err19 = {instancePath:instancePath+"/spec/revisionHistoryLimit",schemaPath:"#/properties/spec/properties/revisionHistoryLimit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!(formats0.validate(data9))){
const err20 = {instancePath:instancePath+"/spec/revisionHistoryLimit",schemaPath:"#/properties/spec/properties/revisionHistoryLimit/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
let data10 = data4.progressDeadlineSeconds;
if(!((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10)))){
const err21 = {instancePath:instancePath+"/spec/progressDeadlineSeconds",schemaPath:"#/properties/spec/properties/progressDeadlineSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(typeof data10 == "number"){
if(data10 < 1 || isNaN(data10)){
const err22 = {instancePath:instancePath+"/spec/progressDeadlineSeconds",schemaPath:"#/properties/spec/properties/progressDeadlineSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!(formats0.validate(data10))){
const err23 = {instancePath:instancePath+"/spec/progressDeadlineSeconds",schemaPath:"#/properties/spec/properties/progressDeadlineSeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
let data11 = data4.strategy;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.type === undefined){
data11.type = "RollingUpdate";
}
for(const key2 in data11){
if(!((key2 === "type") || (key2 === "rollingUpdate"))){
const err24 = {instancePath:instancePath+"/spec/strategy",schemaPath:"#/properties/spec/properties/strategy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
let data12 = data11.type;
if(typeof data12 !== "string"){
const err25 = {instancePath:instancePath+"/spec/strategy/type",schemaPath:"#/properties/spec/properties/strategy/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(!((data12 === "RollingUpdate") || (data12 === "Recreate"))){
const err26 = {instancePath:instancePath+"/spec/strategy/type",schemaPath:"#/properties/spec/properties/strategy/properties/type/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.strategy.properties.type.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data11.rollingUpdate !== undefined){
let data13 = data11.rollingUpdate;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key3 in data13){
if(!((key3 === "maxSurge") || (key3 === "maxUnavailable"))){
const err27 = {instancePath:instancePath+"/spec/strategy/rollingUpdate",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data13.maxSurge !== undefined){
let data14 = data13.maxSurge;
if((!((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14)))) && (typeof data14 !== "string")){
const err28 = {instancePath:instancePath+"/spec/strategy/rollingUpdate/maxSurge",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/properties/maxSurge/type",keyword:"type",params:{type: schema11.properties.spec.properties.strategy.properties.rollingUpdate.properties.maxSurge.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(typeof data14 === "string"){
if(func2(data14) > 16){
const err29 = {instancePath:instancePath+"/spec/strategy/rollingUpdate/maxSurge",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/properties/maxSurge/maxLength",keyword:"maxLength",params:{limit: 16},message:"must NOT have more than 16 characters"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
if(data13.maxUnavailable !== undefined){
let data15 = data13.maxUnavailable;
if((!((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15)))) && (typeof data15 !== "string")){
const err30 = {instancePath:instancePath+"/spec/strategy/rollingUpdate/maxUnavailable",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/properties/maxUnavailable/type",keyword:"type",params:{type: schema11.properties.spec.properties.strategy.properties.rollingUpdate.properties.maxUnavailable.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(typeof data15 === "string"){
if(func2(data15) > 16){
const err31 = {instancePath:instancePath+"/spec/strategy/rollingUpdate/maxUnavailable",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/properties/maxUnavailable/maxLength",keyword:"maxLength",params:{limit: 16},message:"must NOT have more than 16 characters"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
}
else {
const err32 = {instancePath:instancePath+"/spec/strategy/rollingUpdate",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/spec/strategy",schemaPath:"#/properties/spec/properties/strategy/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data4.template !== undefined){
let data16 = data4.template;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.spec === undefined){
const err34 = {instancePath:instancePath+"/spec/template",schemaPath:"#/properties/spec/properties/template/required",keyword:"required",params:{missingProperty: "spec"},message:"must have required property '"+"spec"+"'"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
for(const key4 in data16){
if(!((key4 === "metadata") || (key4 === "spec"))){
const err35 = {instancePath:instancePath+"/spec/template",schemaPath:"#/properties/spec/properties/template/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data16.metadata !== undefined){
let data17 = data16.metadata;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.labels !== undefined){
let data18 = data17.labels;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(Object.keys(data18).length > 256){
const err36 = {instancePath:instancePath+"/spec/template/metadata/labels",schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 256},message:"must NOT have more than 256 properties"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
for(const key5 in data18){
let data19 = data18[key5];
if(typeof data19 === "string"){
if(func2(data19) > 63){
const err37 = {instancePath:instancePath+"/spec/template/metadata/labels/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/spec/template/metadata/labels/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/spec/template/metadata/labels",schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data17.annotations !== undefined){
let data20 = data17.annotations;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(Object.keys(data20).length > 256){
const err40 = {instancePath:instancePath+"/spec/template/metadata/annotations",schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 256},message:"must NOT have more than 256 properties"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
for(const key6 in data20){
if(typeof data20[key6] !== "string"){
const err41 = {instancePath:instancePath+"/spec/template/metadata/annotations/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/spec/template/metadata/annotations",schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/spec/template/metadata",schemaPath:"#/properties/spec/properties/template/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data16.spec !== undefined){
let data22 = data16.spec;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.containers === undefined){
const err44 = {instancePath:instancePath+"/spec/template/spec",schemaPath:"#/properties/spec/properties/template/properties/spec/required",keyword:"required",params:{missingProperty: "containers"},message:"must have required property '"+"containers"+"'"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data22.containers !== undefined){
let data23 = data22.containers;
if(Array.isArray(data23)){
if(data23.length > 64){
const err45 = {instancePath:instancePath+"/spec/template/spec/containers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data23.length < 1){
const err46 = {instancePath:instancePath+"/spec/template/spec/containers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
const len0 = data23.length;
for(let i0=0; i0<len0; i0++){
let data24 = data23[i0];
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.name === undefined){
const err47 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data24.name !== undefined){
let data25 = data24.name;
if(typeof data25 === "string"){
if(func2(data25) > 63){
const err48 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data24.securityContext !== undefined){
let data26 = data24.securityContext;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.runAsUser !== undefined){
let data27 = data26.runAsUser;
if(!((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27)))){
const err50 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsUser/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(typeof data27 == "number"){
if(data27 < 0 || isNaN(data27)){
const err51 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsUser/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(!(formats8.validate(data27))){
const err52 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsUser/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
if(data26.runAsGroup !== undefined){
let data28 = data26.runAsGroup;
if(!((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28)))){
const err53 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsGroup/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(typeof data28 == "number"){
if(data28 < 0 || isNaN(data28)){
const err54 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsGroup/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(!(formats8.validate(data28))){
const err55 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsGroup/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
if(data26.runAsNonRoot !== undefined){
if(typeof data26.runAsNonRoot !== "boolean"){
const err56 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsNonRoot",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsNonRoot/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
else {
const err57 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data24.command !== undefined){
let data30 = data24.command;
if(Array.isArray(data30)){
if(data30.length > 4096){
const err58 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/command",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/command/maxItems",keyword:"maxItems",params:{limit: 4096},message:"must NOT have more than 4096 items"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
const len1 = data30.length;
for(let i1=0; i1<len1; i1++){
if(typeof data30[i1] !== "string"){
const err59 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/command/" + i1,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/command",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data24.resources !== undefined){
let data32 = data24.resources;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if(data32.limits !== undefined){
let data33 = data32.limits;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
}
else {
const err61 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/resources/limits",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data32.requests !== undefined){
let data34 = data32.requests;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
}
else {
const err62 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/resources/requests",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
else {
const err63 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/resources",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data24.restartPolicy !== undefined){
if(typeof data24.restartPolicy !== "string"){
const err64 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/restartPolicy",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/restartPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data24.lifecycle !== undefined){
let data36 = data24.lifecycle;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(data36.postStart !== undefined){
let data37 = data36.postStart;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(data37.sleep !== undefined){
let data38 = data37.sleep;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
if(data38.seconds !== undefined){
let data39 = data38.seconds;
if(!((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39)))){
const err65 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/postStart/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/postStart/properties/sleep/properties/seconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(typeof data39 == "number"){
if(!(formats8.validate(data39))){
const err66 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/postStart/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/postStart/properties/sleep/properties/seconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
}
else {
const err67 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/postStart/sleep",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/postStart/properties/sleep/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/postStart",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/postStart/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data36.preStop !== undefined){
let data40 = data36.preStop;
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(data40.sleep !== undefined){
let data41 = data40.sleep;
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.seconds !== undefined){
let data42 = data41.seconds;
if(!((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42)))){
const err69 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/preStop/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/preStop/properties/sleep/properties/seconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(typeof data42 == "number"){
if(!(formats8.validate(data42))){
const err70 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/preStop/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/preStop/properties/sleep/properties/seconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
}
else {
const err71 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/preStop/sleep",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/preStop/properties/sleep/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/preStop",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/preStop/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data36.stopSignal !== undefined){
if(typeof data36.stopSignal !== "string"){
const err73 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/stopSignal",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/stopSignal/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
else {
const err74 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data24.volumeDevices !== undefined){
let data44 = data24.volumeDevices;
if(Array.isArray(data44)){
if(data44.length > 128){
const err75 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeDevices",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeDevices/maxItems",keyword:"maxItems",params:{limit: 128},message:"must NOT have more than 128 items"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
const len2 = data44.length;
for(let i2=0; i2<len2; i2++){
let data45 = data44[i2];
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
if(data45.devicePath !== undefined){
if(typeof data45.devicePath !== "string"){
const err76 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeDevices/" + i2+"/devicePath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeDevices/items/properties/devicePath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
else {
const err77 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeDevices/" + i2,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeDevices/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeDevices",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeDevices/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data24.volumeMounts !== undefined){
let data47 = data24.volumeMounts;
if(Array.isArray(data47)){
if(data47.length > 128){
const err79 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/maxItems",keyword:"maxItems",params:{limit: 128},message:"must NOT have more than 128 items"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
const len3 = data47.length;
for(let i3=0; i3<len3; i3++){
let data48 = data47[i3];
if(data48 && typeof data48 == "object" && !Array.isArray(data48)){
if(data48.mountPath === undefined){
const err80 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "mountPath"},message:"must have required property '"+"mountPath"+"'"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data48.name === undefined){
const err81 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(data48.mountPath !== undefined){
let data49 = data48.mountPath;
if(typeof data49 === "string"){
if(func2(data49) > 4096){
const err82 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/mountPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/mountPath/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
else {
const err83 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/mountPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/mountPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data48.name !== undefined){
let data50 = data48.name;
if(typeof data50 === "string"){
if(func2(data50) > 63){
const err84 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
else {
const err85 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data48.readOnly !== undefined){
if(typeof data48.readOnly !== "boolean"){
const err86 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/readOnly",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/readOnly/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data48.subPath !== undefined){
if(typeof data48.subPath !== "string"){
const err87 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/subPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/subPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data48.subPathExpr !== undefined){
if(typeof data48.subPathExpr !== "string"){
const err88 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/subPathExpr",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/subPathExpr/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
}
else {
const err89 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
if(!func10(data47, ["mountPath"])){
const err90 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
else {
const err91 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
else {
const err92 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(!func10(data23, ["name"])){
const err93 = {instancePath:instancePath+"/spec/template/spec/containers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/spec/template/spec/containers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data22.initContainers !== undefined){
let data54 = data22.initContainers;
if(Array.isArray(data54)){
if(data54.length > 64){
const err95 = {instancePath:instancePath+"/spec/template/spec/initContainers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
const len4 = data54.length;
for(let i4=0; i4<len4; i4++){
let data55 = data54[i4];
if(data55 && typeof data55 == "object" && !Array.isArray(data55)){
if(data55.name === undefined){
const err96 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(data55.name !== undefined){
let data56 = data55.name;
if(typeof data56 === "string"){
if(func2(data56) > 63){
const err97 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
else {
const err98 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data55.securityContext !== undefined){
let data57 = data55.securityContext;
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
if(data57.runAsUser !== undefined){
let data58 = data57.runAsUser;
if(!((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58)))){
const err99 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsUser/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(typeof data58 == "number"){
if(data58 < 0 || isNaN(data58)){
const err100 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsUser/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(!(formats8.validate(data58))){
const err101 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsUser/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
}
if(data57.runAsGroup !== undefined){
let data59 = data57.runAsGroup;
if(!((typeof data59 == "number") && (!(data59 % 1) && !isNaN(data59)))){
const err102 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsGroup/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(typeof data59 == "number"){
if(data59 < 0 || isNaN(data59)){
const err103 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsGroup/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if(!(formats8.validate(data59))){
const err104 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsGroup/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
}
if(data57.runAsNonRoot !== undefined){
if(typeof data57.runAsNonRoot !== "boolean"){
const err105 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsNonRoot",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsNonRoot/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
}
else {
const err106 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data55.command !== undefined){
let data61 = data55.command;
if(Array.isArray(data61)){
if(data61.length > 4096){
const err107 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/command",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/command/maxItems",keyword:"maxItems",params:{limit: 4096},message:"must NOT have more than 4096 items"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
const len5 = data61.length;
for(let i5=0; i5<len5; i5++){
if(typeof data61[i5] !== "string"){
const err108 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/command/" + i5,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
}
else {
const err109 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/command",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data55.resources !== undefined){
let data63 = data55.resources;
if(data63 && typeof data63 == "object" && !Array.isArray(data63)){
if(data63.limits !== undefined){
let data64 = data63.limits;
if(data64 && typeof data64 == "object" && !Array.isArray(data64)){
}
else {
const err110 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/resources/limits",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data63.requests !== undefined){
let data65 = data63.requests;
if(data65 && typeof data65 == "object" && !Array.isArray(data65)){
}
else {
const err111 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/resources/requests",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
else {
const err112 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/resources",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data55.restartPolicy !== undefined){
if(typeof data55.restartPolicy !== "string"){
const err113 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/restartPolicy",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/restartPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data55.lifecycle !== undefined){
let data67 = data55.lifecycle;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
if(data67.postStart !== undefined){
let data68 = data67.postStart;
if(data68 && typeof data68 == "object" && !Array.isArray(data68)){
if(data68.sleep !== undefined){
let data69 = data68.sleep;
if(data69 && typeof data69 == "object" && !Array.isArray(data69)){
if(data69.seconds !== undefined){
let data70 = data69.seconds;
if(!((typeof data70 == "number") && (!(data70 % 1) && !isNaN(data70)))){
const err114 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/postStart/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/postStart/properties/sleep/properties/seconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(typeof data70 == "number"){
if(!(formats8.validate(data70))){
const err115 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/postStart/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/postStart/properties/sleep/properties/seconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
}
else {
const err116 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/postStart/sleep",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/postStart/properties/sleep/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
}
else {
const err117 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/postStart",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/postStart/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data67.preStop !== undefined){
let data71 = data67.preStop;
if(data71 && typeof data71 == "object" && !Array.isArray(data71)){
if(data71.sleep !== undefined){
let data72 = data71.sleep;
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
if(data72.seconds !== undefined){
let data73 = data72.seconds;
if(!((typeof data73 == "number") && (!(data73 % 1) && !isNaN(data73)))){
const err118 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/preStop/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/preStop/properties/sleep/properties/seconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if(typeof data73 == "number"){
if(!(formats8.validate(data73))){
const err119 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/preStop/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/preStop/properties/sleep/properties/seconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
}
}
else {
const err120 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/preStop/sleep",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/preStop/properties/sleep/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
}
else {
const err121 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/preStop",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/preStop/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data67.stopSignal !== undefined){
if(typeof data67.stopSignal !== "string"){
const err122 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/stopSignal",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/stopSignal/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
}
else {
const err123 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data55.volumeDevices !== undefined){
let data75 = data55.volumeDevices;
if(Array.isArray(data75)){
if(data75.length > 128){
const err124 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeDevices",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeDevices/maxItems",keyword:"maxItems",params:{limit: 128},message:"must NOT have more than 128 items"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
const len6 = data75.length;
for(let i6=0; i6<len6; i6++){
let data76 = data75[i6];
if(data76 && typeof data76 == "object" && !Array.isArray(data76)){
if(data76.devicePath !== undefined){
if(typeof data76.devicePath !== "string"){
const err125 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeDevices/" + i6+"/devicePath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeDevices/items/properties/devicePath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
}
else {
const err126 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeDevices/" + i6,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeDevices/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
}
else {
const err127 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeDevices",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeDevices/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
if(data55.volumeMounts !== undefined){
let data78 = data55.volumeMounts;
if(Array.isArray(data78)){
if(data78.length > 128){
const err128 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/maxItems",keyword:"maxItems",params:{limit: 128},message:"must NOT have more than 128 items"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
const len7 = data78.length;
for(let i7=0; i7<len7; i7++){
let data79 = data78[i7];
if(data79 && typeof data79 == "object" && !Array.isArray(data79)){
if(data79.mountPath === undefined){
const err129 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "mountPath"},message:"must have required property '"+"mountPath"+"'"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if(data79.name === undefined){
const err130 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
if(data79.mountPath !== undefined){
let data80 = data79.mountPath;
if(typeof data80 === "string"){
if(func2(data80) > 4096){
const err131 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/mountPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/mountPath/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
else {
const err132 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/mountPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/mountPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data79.name !== undefined){
let data81 = data79.name;
if(typeof data81 === "string"){
if(func2(data81) > 63){
const err133 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
else {
const err134 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data79.readOnly !== undefined){
if(typeof data79.readOnly !== "boolean"){
const err135 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/readOnly",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/readOnly/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data79.subPath !== undefined){
if(typeof data79.subPath !== "string"){
const err136 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/subPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/subPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data79.subPathExpr !== undefined){
if(typeof data79.subPathExpr !== "string"){
const err137 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/subPathExpr",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/subPathExpr/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
}
else {
const err138 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(!func10(data78, ["mountPath"])){
const err139 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
else {
const err140 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
}
else {
const err141 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(!func10(data54, ["name"])){
const err142 = {instancePath:instancePath+"/spec/template/spec/initContainers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
else {
const err143 = {instancePath:instancePath+"/spec/template/spec/initContainers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data22.volumes !== undefined){
let data85 = data22.volumes;
if(Array.isArray(data85)){
if(data85.length > 256){
const err144 = {instancePath:instancePath+"/spec/template/spec/volumes",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
const len8 = data85.length;
for(let i8=0; i8<len8; i8++){
let data86 = data85[i8];
if(data86 && typeof data86 == "object" && !Array.isArray(data86)){
if(data86.name === undefined){
const err145 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(data86.name !== undefined){
let data87 = data86.name;
if(typeof data87 === "string"){
if(func2(data87) > 63){
const err146 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
else {
const err147 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(data86.emptyDir !== undefined){
let data88 = data86.emptyDir;
if(data88 && typeof data88 == "object" && !Array.isArray(data88)){
if(data88.medium !== undefined){
if(typeof data88.medium !== "string"){
const err148 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8+"/emptyDir/medium",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/properties/emptyDir/properties/medium/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
}
else {
const err149 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8+"/emptyDir",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/properties/emptyDir/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
}
else {
const err150 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(!func10(data85, ["name"])){
const err151 = {instancePath:instancePath+"/spec/template/spec/volumes",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
else {
const err152 = {instancePath:instancePath+"/spec/template/spec/volumes",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data22.securityContext !== undefined){
let data90 = data22.securityContext;
if(data90 && typeof data90 == "object" && !Array.isArray(data90)){
if(data90.runAsUser !== undefined){
let data91 = data90.runAsUser;
if(!((typeof data91 == "number") && (!(data91 % 1) && !isNaN(data91)))){
const err153 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsUser/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(typeof data91 == "number"){
if(data91 < 0 || isNaN(data91)){
const err154 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsUser/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(!(formats8.validate(data91))){
const err155 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsUser/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
}
if(data90.runAsGroup !== undefined){
let data92 = data90.runAsGroup;
if(!((typeof data92 == "number") && (!(data92 % 1) && !isNaN(data92)))){
const err156 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsGroup/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
if(typeof data92 == "number"){
if(data92 < 0 || isNaN(data92)){
const err157 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsGroup/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
if(!(formats8.validate(data92))){
const err158 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsGroup/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
}
if(data90.runAsNonRoot !== undefined){
if(typeof data90.runAsNonRoot !== "boolean"){
const err159 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsNonRoot",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsNonRoot/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data90.fsGroup !== undefined){
let data94 = data90.fsGroup;
if(!((typeof data94 == "number") && (!(data94 % 1) && !isNaN(data94)))){
const err160 = {instancePath:instancePath+"/spec/template/spec/securityContext/fsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/fsGroup/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
if(typeof data94 == "number"){
if(data94 < 0 || isNaN(data94)){
const err161 = {instancePath:instancePath+"/spec/template/spec/securityContext/fsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/fsGroup/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
if(!(formats8.validate(data94))){
const err162 = {instancePath:instancePath+"/spec/template/spec/securityContext/fsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/fsGroup/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
}
if(data90.supplementalGroups !== undefined){
let data95 = data90.supplementalGroups;
if(Array.isArray(data95)){
if(data95.length > 1024){
const err163 = {instancePath:instancePath+"/spec/template/spec/securityContext/supplementalGroups",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/supplementalGroups/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
const len9 = data95.length;
for(let i9=0; i9<len9; i9++){
let data96 = data95[i9];
if(!((typeof data96 == "number") && (!(data96 % 1) && !isNaN(data96)))){
const err164 = {instancePath:instancePath+"/spec/template/spec/securityContext/supplementalGroups/" + i9,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/supplementalGroups/items/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
if(typeof data96 == "number"){
if(data96 < 0 || isNaN(data96)){
const err165 = {instancePath:instancePath+"/spec/template/spec/securityContext/supplementalGroups/" + i9,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/supplementalGroups/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(!(formats8.validate(data96))){
const err166 = {instancePath:instancePath+"/spec/template/spec/securityContext/supplementalGroups/" + i9,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/supplementalGroups/items/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
}
}
else {
const err167 = {instancePath:instancePath+"/spec/template/spec/securityContext/supplementalGroups",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/supplementalGroups/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
}
else {
const err168 = {instancePath:instancePath+"/spec/template/spec/securityContext",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data22.resources !== undefined){
let data97 = data22.resources;
if(data97 && typeof data97 == "object" && !Array.isArray(data97)){
if(data97.limits !== undefined){
let data98 = data97.limits;
if(data98 && typeof data98 == "object" && !Array.isArray(data98)){
}
else {
const err169 = {instancePath:instancePath+"/spec/template/spec/resources/limits",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
if(data97.requests !== undefined){
let data99 = data97.requests;
if(data99 && typeof data99 == "object" && !Array.isArray(data99)){
}
else {
const err170 = {instancePath:instancePath+"/spec/template/spec/resources/requests",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
}
else {
const err171 = {instancePath:instancePath+"/spec/template/spec/resources",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
if(data22.nodeSelector !== undefined){
let data100 = data22.nodeSelector;
if(data100 && typeof data100 == "object" && !Array.isArray(data100)){
for(const key7 in data100){
let data101 = data100[key7];
if(typeof data101 === "string"){
if(func2(data101) > 63){
const err172 = {instancePath:instancePath+"/spec/template/spec/nodeSelector/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/template/properties/spec/properties/nodeSelector/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
else {
const err173 = {instancePath:instancePath+"/spec/template/spec/nodeSelector/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/template/properties/spec/properties/nodeSelector/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
}
else {
const err174 = {instancePath:instancePath+"/spec/template/spec/nodeSelector",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/nodeSelector/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
if(data22.ephemeralContainers !== undefined){
let data102 = data22.ephemeralContainers;
if(Array.isArray(data102)){
if(data102.length > 64){
const err175 = {instancePath:instancePath+"/spec/template/spec/ephemeralContainers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/ephemeralContainers/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
const len10 = data102.length;
for(let i10=0; i10<len10; i10++){
let data103 = data102[i10];
if(!(data103 && typeof data103 == "object" && !Array.isArray(data103))){
const err176 = {instancePath:instancePath+"/spec/template/spec/ephemeralContainers/" + i10,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/ephemeralContainers/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
}
else {
const err177 = {instancePath:instancePath+"/spec/template/spec/ephemeralContainers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/ephemeralContainers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data22.hostNetwork !== undefined){
if(typeof data22.hostNetwork !== "boolean"){
const err178 = {instancePath:instancePath+"/spec/template/spec/hostNetwork",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/hostNetwork/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data22.shareProcessNamespace !== undefined){
if(typeof data22.shareProcessNamespace !== "boolean"){
const err179 = {instancePath:instancePath+"/spec/template/spec/shareProcessNamespace",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/shareProcessNamespace/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data22.hostPID !== undefined){
if(typeof data22.hostPID !== "boolean"){
const err180 = {instancePath:instancePath+"/spec/template/spec/hostPID",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/hostPID/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
if(data22.restartPolicy !== undefined){
let data107 = data22.restartPolicy;
if(typeof data107 === "string"){
if(func2(data107) > 64){
const err181 = {instancePath:instancePath+"/spec/template/spec/restartPolicy",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/restartPolicy/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
else {
const err182 = {instancePath:instancePath+"/spec/template/spec/restartPolicy",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/restartPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
if(data22.terminationGracePeriodSeconds !== undefined){
let data108 = data22.terminationGracePeriodSeconds;
if(!((typeof data108 == "number") && (!(data108 % 1) && !isNaN(data108)))){
const err183 = {instancePath:instancePath+"/spec/template/spec/terminationGracePeriodSeconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/terminationGracePeriodSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if(typeof data108 == "number"){
if(data108 < 0 || isNaN(data108)){
const err184 = {instancePath:instancePath+"/spec/template/spec/terminationGracePeriodSeconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/terminationGracePeriodSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
if(!(formats8.validate(data108))){
const err185 = {instancePath:instancePath+"/spec/template/spec/terminationGracePeriodSeconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/terminationGracePeriodSeconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
}
if(data22.os !== undefined){
let data109 = data22.os;
if(data109 && typeof data109 == "object" && !Array.isArray(data109)){
if(data109.name !== undefined){
let data110 = data109.name;
if(typeof data110 === "string"){
if(func2(data110) > 64){
const err186 = {instancePath:instancePath+"/spec/template/spec/os/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/os/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
else {
const err187 = {instancePath:instancePath+"/spec/template/spec/os/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/os/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
}
else {
const err188 = {instancePath:instancePath+"/spec/template/spec/os",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/os/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
}
else {
const err189 = {instancePath:instancePath+"/spec/template/spec",schemaPath:"#/properties/spec/properties/template/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
}
else {
const err190 = {instancePath:instancePath+"/spec/template",schemaPath:"#/properties/spec/properties/template/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data4.containers !== undefined){
let data111 = data4.containers;
if(Array.isArray(data111)){
if(data111.length > 64){
const err191 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
if(data111.length < 1){
const err192 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
const len11 = data111.length;
for(let i11=0; i11<len11; i11++){
let data112 = data111[i11];
if(typeof data112 === "string"){
if(func2(data112) > 63){
const err193 = {instancePath:instancePath+"/spec/containers/" + i11,schemaPath:"#/properties/spec/properties/containers/items/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
if(func2(data112) < 1){
const err194 = {instancePath:instancePath+"/spec/containers/" + i11,schemaPath:"#/properties/spec/properties/containers/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
else {
const err195 = {instancePath:instancePath+"/spec/containers/" + i11,schemaPath:"#/properties/spec/properties/containers/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
let i12 = data111.length;
let j0;
if(i12 > 1){
const indices0 = {};
for(;i12--;){
let item0 = data111[i12];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err196 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/uniqueItems",keyword:"uniqueItems",params:{i: i12, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i12+" are identical)"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
break;
}
indices0[item0] = i12;
}
}
}
else {
const err197 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
if(data4.roudi !== undefined){
let data113 = data4.roudi;
if(data113 && typeof data113 == "object" && !Array.isArray(data113)){
if(data113.command === undefined){
data113.command = ["iox-roudi"];
}
if(data113.logLevel === undefined){
data113.logLevel = "Warning";
}
if(data113.monitoring === undefined){
data113.monitoring = true;
}
if(data113.compatibility === undefined){
data113.compatibility = "Patch";
}
for(const key8 in data113){
if(!(func3.call(schema11.properties.spec.properties.roudi.properties, key8))){
const err198 = {instancePath:instancePath+"/spec/roudi",schemaPath:"#/properties/spec/properties/roudi/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data113.image !== undefined){
let data114 = data113.image;
if(typeof data114 === "string"){
if(func2(data114) > 1024){
const err199 = {instancePath:instancePath+"/spec/roudi/image",schemaPath:"#/properties/spec/properties/roudi/properties/image/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
if(func2(data114) < 1){
const err200 = {instancePath:instancePath+"/spec/roudi/image",schemaPath:"#/properties/spec/properties/roudi/properties/image/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
else {
const err201 = {instancePath:instancePath+"/spec/roudi/image",schemaPath:"#/properties/spec/properties/roudi/properties/image/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data113.imagePullPolicy !== undefined){
let data115 = data113.imagePullPolicy;
if(typeof data115 !== "string"){
const err202 = {instancePath:instancePath+"/spec/roudi/imagePullPolicy",schemaPath:"#/properties/spec/properties/roudi/properties/imagePullPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
if(!(((data115 === "Always") || (data115 === "IfNotPresent")) || (data115 === "Never"))){
const err203 = {instancePath:instancePath+"/spec/roudi/imagePullPolicy",schemaPath:"#/properties/spec/properties/roudi/properties/imagePullPolicy/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.imagePullPolicy.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
if(data113.release !== undefined){
let data116 = data113.release;
if(typeof data116 !== "string"){
const err204 = {instancePath:instancePath+"/spec/roudi/release",schemaPath:"#/properties/spec/properties/roudi/properties/release/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
if(!((data116 === "2.0") || (data116 === "2.95"))){
const err205 = {instancePath:instancePath+"/spec/roudi/release",schemaPath:"#/properties/spec/properties/roudi/properties/release/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.release.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
let data117 = data113.command;
if(Array.isArray(data117)){
if(data117.length > 16){
const err206 = {instancePath:instancePath+"/spec/roudi/command",schemaPath:"#/properties/spec/properties/roudi/properties/command/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
if(data117.length < 1){
const err207 = {instancePath:instancePath+"/spec/roudi/command",schemaPath:"#/properties/spec/properties/roudi/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
const len12 = data117.length;
for(let i13=0; i13<len12; i13++){
let data118 = data117[i13];
if(typeof data118 === "string"){
if(func2(data118) > 1024){
const err208 = {instancePath:instancePath+"/spec/roudi/command/" + i13,schemaPath:"#/properties/spec/properties/roudi/properties/command/items/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
else {
const err209 = {instancePath:instancePath+"/spec/roudi/command/" + i13,schemaPath:"#/properties/spec/properties/roudi/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
}
else {
const err210 = {instancePath:instancePath+"/spec/roudi/command",schemaPath:"#/properties/spec/properties/roudi/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
if(data113.extraArgs !== undefined){
let data119 = data113.extraArgs;
if(Array.isArray(data119)){
if(data119.length > 32){
const err211 = {instancePath:instancePath+"/spec/roudi/extraArgs",schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
const len13 = data119.length;
for(let i14=0; i14<len13; i14++){
let data120 = data119[i14];
if(typeof data120 === "string"){
if(func2(data120) > 256){
const err212 = {instancePath:instancePath+"/spec/roudi/extraArgs/" + i14,schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/items/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
else {
const err213 = {instancePath:instancePath+"/spec/roudi/extraArgs/" + i14,schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
}
else {
const err214 = {instancePath:instancePath+"/spec/roudi/extraArgs",schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data113.env !== undefined){
let data121 = data113.env;
if(Array.isArray(data121)){
if(data121.length > 128){
const err215 = {instancePath:instancePath+"/spec/roudi/env",schemaPath:"#/properties/spec/properties/roudi/properties/env/maxItems",keyword:"maxItems",params:{limit: 128},message:"must NOT have more than 128 items"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
const len14 = data121.length;
for(let i15=0; i15<len14; i15++){
let data122 = data121[i15];
if(data122 && typeof data122 == "object" && !Array.isArray(data122)){
if(data122.name === undefined){
const err216 = {instancePath:instancePath+"/spec/roudi/env/" + i15,schemaPath:"#/properties/spec/properties/roudi/properties/env/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
if(data122.name !== undefined){
let data123 = data122.name;
if(typeof data123 === "string"){
if(func2(data123) > 253){
const err217 = {instancePath:instancePath+"/spec/roudi/env/" + i15+"/name",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
if(func2(data123) < 1){
const err218 = {instancePath:instancePath+"/spec/roudi/env/" + i15+"/name",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
else {
const err219 = {instancePath:instancePath+"/spec/roudi/env/" + i15+"/name",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
if(data122.value !== undefined){
if(typeof data122.value !== "string"){
const err220 = {instancePath:instancePath+"/spec/roudi/env/" + i15+"/value",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/value/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
}
else {
const err221 = {instancePath:instancePath+"/spec/roudi/env/" + i15,schemaPath:"#/properties/spec/properties/roudi/properties/env/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
if(!func10(data121, ["name"])){
const err222 = {instancePath:instancePath+"/spec/roudi/env",schemaPath:"#/properties/spec/properties/roudi/properties/env/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
else {
const err223 = {instancePath:instancePath+"/spec/roudi/env",schemaPath:"#/properties/spec/properties/roudi/properties/env/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
if(data113.segments !== undefined){
let data125 = data113.segments;
if(Array.isArray(data125)){
if(data125.length > 100){
const err224 = {instancePath:instancePath+"/spec/roudi/segments",schemaPath:"#/properties/spec/properties/roudi/properties/segments/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
if(data125.length < 1){
const err225 = {instancePath:instancePath+"/spec/roudi/segments",schemaPath:"#/properties/spec/properties/roudi/properties/segments/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
const len15 = data125.length;
for(let i16=0; i16<len15; i16++){
let data126 = data125[i16];
if(data126 && typeof data126 == "object" && !Array.isArray(data126)){
if(data126.mempools === undefined){
const err226 = {instancePath:instancePath+"/spec/roudi/segments/" + i16,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/required",keyword:"required",params:{missingProperty: "mempools"},message:"must have required property '"+"mempools"+"'"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
for(const key9 in data126){
if(!(((key9 === "writer") || (key9 === "reader")) || (key9 === "mempools"))){
const err227 = {instancePath:instancePath+"/spec/roudi/segments/" + i16,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
if(data126.writer !== undefined){
let data127 = data126.writer;
if(typeof data127 === "string"){
if(func2(data127) > 32){
const err228 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/writer",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/writer/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
else {
const err229 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/writer",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/writer/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data126.reader !== undefined){
let data128 = data126.reader;
if(typeof data128 === "string"){
if(func2(data128) > 32){
const err230 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/reader",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/reader/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
else {
const err231 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/reader",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/reader/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
if(data126.mempools !== undefined){
let data129 = data126.mempools;
if(Array.isArray(data129)){
if(data129.length > 32){
const err232 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
if(data129.length < 1){
const err233 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
const len16 = data129.length;
for(let i17=0; i17<len16; i17++){
let data130 = data129[i17];
if(data130 && typeof data130 == "object" && !Array.isArray(data130)){
if(data130.size === undefined){
const err234 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools/" + i17,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/required",keyword:"required",params:{missingProperty: "size"},message:"must have required property '"+"size"+"'"};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
if(data130.count === undefined){
const err235 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools/" + i17,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
for(const key10 in data130){
if(!((key10 === "size") || (key10 === "count"))){
const err236 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools/" + i17,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
if(data130.size !== undefined){
let data131 = data130.size;
if(!((typeof data131 == "number") && (!(data131 % 1) && !isNaN(data131)))){
const err237 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools/" + i17+"/size",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
if(typeof data131 == "number"){
if(data131 > 1099511627776 || isNaN(data131)){
const err238 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools/" + i17+"/size",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1099511627776},message:"must be <= 1099511627776"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
if(!(formats8.validate(data131))){
const err239 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools/" + i17+"/size",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/size/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
}
if(data130.count !== undefined){
let data132 = data130.count;
if(!((typeof data132 == "number") && (!(data132 % 1) && !isNaN(data132)))){
const err240 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools/" + i17+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
if(typeof data132 == "number"){
if(data132 > 4294967295 || isNaN(data132)){
const err241 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools/" + i17+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
if(data132 < 1 || isNaN(data132)){
const err242 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools/" + i17+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
if(!(formats8.validate(data132))){
const err243 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools/" + i17+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
}
}
else {
const err244 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools/" + i17,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
}
}
else {
const err245 = {instancePath:instancePath+"/spec/roudi/segments/" + i16+"/mempools",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
}
else {
const err246 = {instancePath:instancePath+"/spec/roudi/segments/" + i16,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
}
}
else {
const err247 = {instancePath:instancePath+"/spec/roudi/segments",schemaPath:"#/properties/spec/properties/roudi/properties/segments/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
if(data113.managementBytes !== undefined){
let data133 = data113.managementBytes;
if(!((typeof data133 == "number") && (!(data133 % 1) && !isNaN(data133)))){
const err248 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
if(typeof data133 == "number"){
if(data133 > 1099511627776 || isNaN(data133)){
const err249 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1099511627776},message:"must be <= 1099511627776"};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
if(data133 < 1 || isNaN(data133)){
const err250 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
if(!(formats8.validate(data133))){
const err251 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
}
let data134 = data113.logLevel;
if(typeof data134 !== "string"){
const err252 = {instancePath:instancePath+"/spec/roudi/logLevel",schemaPath:"#/properties/spec/properties/roudi/properties/logLevel/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
if(!(((((((data134 === "Off") || (data134 === "Fatal")) || (data134 === "Error")) || (data134 === "Warning")) || (data134 === "Info")) || (data134 === "Debug")) || (data134 === "Verbose"))){
const err253 = {instancePath:instancePath+"/spec/roudi/logLevel",schemaPath:"#/properties/spec/properties/roudi/properties/logLevel/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.logLevel.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
if(typeof data113.monitoring !== "boolean"){
const err254 = {instancePath:instancePath+"/spec/roudi/monitoring",schemaPath:"#/properties/spec/properties/roudi/properties/monitoring/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
let data136 = data113.compatibility;
if(typeof data136 !== "string"){
const err255 = {instancePath:instancePath+"/spec/roudi/compatibility",schemaPath:"#/properties/spec/properties/roudi/properties/compatibility/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
if(!((((((data136 === "Off") || (data136 === "Major")) || (data136 === "Minor")) || (data136 === "Patch")) || (data136 === "CommitId")) || (data136 === "BuildDate"))){
const err256 = {instancePath:instancePath+"/spec/roudi/compatibility",schemaPath:"#/properties/spec/properties/roudi/properties/compatibility/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.compatibility.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
if(data113.killDelaySeconds !== undefined){
let data137 = data113.killDelaySeconds;
if(!((typeof data137 == "number") && (!(data137 % 1) && !isNaN(data137)))){
const err257 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
if(typeof data137 == "number"){
if(data137 > 86400 || isNaN(data137)){
const err258 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
if(data137 < 0 || isNaN(data137)){
const err259 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
if(!(formats0.validate(data137))){
const err260 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
}
}
if(data113.terminationDelaySeconds !== undefined){
let data138 = data113.terminationDelaySeconds;
if(!((typeof data138 == "number") && (!(data138 % 1) && !isNaN(data138)))){
const err261 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
if(typeof data138 == "number"){
if(data138 > 86400 || isNaN(data138)){
const err262 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
if(data138 < 0 || isNaN(data138)){
const err263 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
if(!(formats0.validate(data138))){
const err264 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
}
}
if(data113.resources !== undefined){
let data139 = data113.resources;
if(data139 && typeof data139 == "object" && !Array.isArray(data139)){
if(data139.limits !== undefined){
let data140 = data139.limits;
if(data140 && typeof data140 == "object" && !Array.isArray(data140)){
if(Object.keys(data140).length > 32){
const err265 = {instancePath:instancePath+"/spec/roudi/resources/limits",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
for(const key11 in data140){
let data141 = data140[key11];
if((!((typeof data141 == "number") && (!(data141 % 1) && !isNaN(data141)))) && (typeof data141 !== "string")){
const err266 = {instancePath:instancePath+"/spec/roudi/resources/limits/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.roudi.properties.resources.properties.limits.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
if(typeof data141 === "string"){
if(func2(data141) > 64){
const err267 = {instancePath:instancePath+"/spec/roudi/resources/limits/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
}
}
}
else {
const err268 = {instancePath:instancePath+"/spec/roudi/resources/limits",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
if(data139.requests !== undefined){
let data142 = data139.requests;
if(data142 && typeof data142 == "object" && !Array.isArray(data142)){
if(Object.keys(data142).length > 32){
const err269 = {instancePath:instancePath+"/spec/roudi/resources/requests",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
for(const key12 in data142){
let data143 = data142[key12];
if((!((typeof data143 == "number") && (!(data143 % 1) && !isNaN(data143)))) && (typeof data143 !== "string")){
const err270 = {instancePath:instancePath+"/spec/roudi/resources/requests/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.roudi.properties.resources.properties.requests.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
if(typeof data143 === "string"){
if(func2(data143) > 64){
const err271 = {instancePath:instancePath+"/spec/roudi/resources/requests/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
}
}
}
else {
const err272 = {instancePath:instancePath+"/spec/roudi/resources/requests",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
}
else {
const err273 = {instancePath:instancePath+"/spec/roudi/resources",schemaPath:"#/properties/spec/properties/roudi/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
if(data113.securityContext !== undefined){
let data144 = data113.securityContext;
if(data144 && typeof data144 == "object" && !Array.isArray(data144)){
if(data144.runAsUser !== undefined){
let data145 = data144.runAsUser;
if(!((typeof data145 == "number") && (!(data145 % 1) && !isNaN(data145)))){
const err274 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsUser/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
if(typeof data145 == "number"){
if(!(formats8.validate(data145))){
const err275 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsUser/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
}
}
if(data144.runAsGroup !== undefined){
let data146 = data144.runAsGroup;
if(!((typeof data146 == "number") && (!(data146 % 1) && !isNaN(data146)))){
const err276 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsGroup/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
if(typeof data146 == "number"){
if(!(formats8.validate(data146))){
const err277 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsGroup/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
}
}
if(data144.runAsNonRoot !== undefined){
if(typeof data144.runAsNonRoot !== "boolean"){
const err278 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsNonRoot",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsNonRoot/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
}
if(data144.privileged !== undefined){
if(typeof data144.privileged !== "boolean"){
const err279 = {instancePath:instancePath+"/spec/roudi/securityContext/privileged",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/privileged/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
}
if(data144.capabilities !== undefined){
let data149 = data144.capabilities;
if(data149 && typeof data149 == "object" && !Array.isArray(data149)){
for(const key13 in data149){
if(!((key13 === "add") || (key13 === "drop"))){
const err280 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
}
if(data149.add !== undefined){
let data150 = data149.add;
if(Array.isArray(data150)){
if(data150.length > 64){
const err281 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/add",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/add/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
const len17 = data150.length;
for(let i18=0; i18<len17; i18++){
if(typeof data150[i18] !== "string"){
const err282 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/add/" + i18,schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/add/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
}
}
else {
const err283 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/add",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/add/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
}
if(data149.drop !== undefined){
let data152 = data149.drop;
if(Array.isArray(data152)){
if(data152.length > 64){
const err284 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/drop",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/drop/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
const len18 = data152.length;
for(let i19=0; i19<len18; i19++){
if(typeof data152[i19] !== "string"){
const err285 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/drop/" + i19,schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/drop/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
}
}
else {
const err286 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/drop",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/drop/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
}
}
else {
const err287 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
}
}
else {
const err288 = {instancePath:instancePath+"/spec/roudi/securityContext",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
}
}
else {
const err289 = {instancePath:instancePath+"/spec/roudi",schemaPath:"#/properties/spec/properties/roudi/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
}
if(data4.domain !== undefined){
let data154 = data4.domain;
if(data154 && typeof data154 == "object" && !Array.isArray(data154)){
if(data154.name === undefined){
const err290 = {instancePath:instancePath+"/spec/domain",schemaPath:"#/properties/spec/properties/domain/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
for(const key14 in data154){
if(!((key14 === "name") || (key14 === "namespace"))){
const err291 = {instancePath:instancePath+"/spec/domain",schemaPath:"#/properties/spec/properties/domain/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
}
if(data154.name !== undefined){
let data155 = data154.name;
if(typeof data155 === "string"){
if(func2(data155) > 63){
const err292 = {instancePath:instancePath+"/spec/domain/name",schemaPath:"#/properties/spec/properties/domain/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
if(func2(data155) < 1){
const err293 = {instancePath:instancePath+"/spec/domain/name",schemaPath:"#/properties/spec/properties/domain/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
}
else {
const err294 = {instancePath:instancePath+"/spec/domain/name",schemaPath:"#/properties/spec/properties/domain/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
if(data154.namespace !== undefined){
let data156 = data154.namespace;
if(typeof data156 === "string"){
if(func2(data156) > 63){
const err295 = {instancePath:instancePath+"/spec/domain/namespace",schemaPath:"#/properties/spec/properties/domain/properties/namespace/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
if(func2(data156) < 1){
const err296 = {instancePath:instancePath+"/spec/domain/namespace",schemaPath:"#/properties/spec/properties/domain/properties/namespace/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
}
else {
const err297 = {instancePath:instancePath+"/spec/domain/namespace",schemaPath:"#/properties/spec/properties/domain/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
}
}
else {
const err298 = {instancePath:instancePath+"/spec/domain",schemaPath:"#/properties/spec/properties/domain/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
}
if(data4.runtimeNames !== undefined){
let data157 = data4.runtimeNames;
if(typeof data157 !== "string"){
const err299 = {instancePath:instancePath+"/spec/runtimeNames",schemaPath:"#/properties/spec/properties/runtimeNames/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
if(!((data157 === "PerNode") || (data157 === "Unique"))){
const err300 = {instancePath:instancePath+"/spec/runtimeNames",schemaPath:"#/properties/spec/properties/runtimeNames/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.runtimeNames.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
}
if(data4.cycloneDDS !== undefined){
let data158 = data4.cycloneDDS;
if(!(data158 && typeof data158 == "object" && !Array.isArray(data158))){
const err301 = {instancePath:instancePath+"/spec/cycloneDDS",schemaPath:"#/properties/spec/properties/cycloneDDS/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
}
if(data4.agent !== undefined){
let data159 = data4.agent;
if(data159 && typeof data159 == "object" && !Array.isArray(data159)){
for(const key15 in data159){
if(!(key15 === "resources")){
const err302 = {instancePath:instancePath+"/spec/agent",schemaPath:"#/properties/spec/properties/agent/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
}
if(data159.resources !== undefined){
let data160 = data159.resources;
if(data160 && typeof data160 == "object" && !Array.isArray(data160)){
if(data160.limits !== undefined){
let data161 = data160.limits;
if(data161 && typeof data161 == "object" && !Array.isArray(data161)){
if(Object.keys(data161).length > 32){
const err303 = {instancePath:instancePath+"/spec/agent/resources/limits",schemaPath:"#/properties/spec/properties/agent/properties/resources/properties/limits/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
for(const key16 in data161){
let data162 = data161[key16];
if((!((typeof data162 == "number") && (!(data162 % 1) && !isNaN(data162)))) && (typeof data162 !== "string")){
const err304 = {instancePath:instancePath+"/spec/agent/resources/limits/" + key16.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/agent/properties/resources/properties/limits/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.agent.properties.resources.properties.limits.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
if(typeof data162 === "string"){
if(func2(data162) > 64){
const err305 = {instancePath:instancePath+"/spec/agent/resources/limits/" + key16.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/agent/properties/resources/properties/limits/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err305];
}
else {
vErrors.push(err305);
}
errors++;
}
}
}
}
else {
const err306 = {instancePath:instancePath+"/spec/agent/resources/limits",schemaPath:"#/properties/spec/properties/agent/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err306];
}
else {
vErrors.push(err306);
}
errors++;
}
}
if(data160.requests !== undefined){
let data163 = data160.requests;
if(data163 && typeof data163 == "object" && !Array.isArray(data163)){
if(Object.keys(data163).length > 32){
const err307 = {instancePath:instancePath+"/spec/agent/resources/requests",schemaPath:"#/properties/spec/properties/agent/properties/resources/properties/requests/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err307];
}
else {
vErrors.push(err307);
}
errors++;
}
for(const key17 in data163){
let data164 = data163[key17];
if((!((typeof data164 == "number") && (!(data164 % 1) && !isNaN(data164)))) && (typeof data164 !== "string")){
const err308 = {instancePath:instancePath+"/spec/agent/resources/requests/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/agent/properties/resources/properties/requests/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.agent.properties.resources.properties.requests.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err308];
}
else {
vErrors.push(err308);
}
errors++;
}
if(typeof data164 === "string"){
if(func2(data164) > 64){
const err309 = {instancePath:instancePath+"/spec/agent/resources/requests/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/agent/properties/resources/properties/requests/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err309];
}
else {
vErrors.push(err309);
}
errors++;
}
}
}
}
else {
const err310 = {instancePath:instancePath+"/spec/agent/resources/requests",schemaPath:"#/properties/spec/properties/agent/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err310];
}
else {
vErrors.push(err310);
}
errors++;
}
}
}
else {
const err311 = {instancePath:instancePath+"/spec/agent/resources",schemaPath:"#/properties/spec/properties/agent/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err311];
}
else {
vErrors.push(err311);
}
errors++;
}
}
}
else {
const err312 = {instancePath:instancePath+"/spec/agent",schemaPath:"#/properties/spec/properties/agent/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err312];
}
else {
vErrors.push(err312);
}
errors++;
}
}
if(data4.link !== undefined){
let data165 = data4.link;
if(data165 && typeof data165 == "object" && !Array.isArray(data165)){
for(const key18 in data165){
if(!(key18 === "resources")){
const err313 = {instancePath:instancePath+"/spec/link",schemaPath:"#/properties/spec/properties/link/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err313];
}
else {
vErrors.push(err313);
}
errors++;
}
}
if(data165.resources !== undefined){
let data166 = data165.resources;
if(data166 && typeof data166 == "object" && !Array.isArray(data166)){
if(data166.limits !== undefined){
let data167 = data166.limits;
if(data167 && typeof data167 == "object" && !Array.isArray(data167)){
if(Object.keys(data167).length > 32){
const err314 = {instancePath:instancePath+"/spec/link/resources/limits",schemaPath:"#/properties/spec/properties/link/properties/resources/properties/limits/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err314];
}
else {
vErrors.push(err314);
}
errors++;
}
for(const key19 in data167){
let data168 = data167[key19];
if((!((typeof data168 == "number") && (!(data168 % 1) && !isNaN(data168)))) && (typeof data168 !== "string")){
const err315 = {instancePath:instancePath+"/spec/link/resources/limits/" + key19.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/link/properties/resources/properties/limits/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.link.properties.resources.properties.limits.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err315];
}
else {
vErrors.push(err315);
}
errors++;
}
if(typeof data168 === "string"){
if(func2(data168) > 64){
const err316 = {instancePath:instancePath+"/spec/link/resources/limits/" + key19.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/link/properties/resources/properties/limits/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err316];
}
else {
vErrors.push(err316);
}
errors++;
}
}
}
}
else {
const err317 = {instancePath:instancePath+"/spec/link/resources/limits",schemaPath:"#/properties/spec/properties/link/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err317];
}
else {
vErrors.push(err317);
}
errors++;
}
}
if(data166.requests !== undefined){
let data169 = data166.requests;
if(data169 && typeof data169 == "object" && !Array.isArray(data169)){
if(Object.keys(data169).length > 32){
const err318 = {instancePath:instancePath+"/spec/link/resources/requests",schemaPath:"#/properties/spec/properties/link/properties/resources/properties/requests/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err318];
}
else {
vErrors.push(err318);
}
errors++;
}
for(const key20 in data169){
let data170 = data169[key20];
if((!((typeof data170 == "number") && (!(data170 % 1) && !isNaN(data170)))) && (typeof data170 !== "string")){
const err319 = {instancePath:instancePath+"/spec/link/resources/requests/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/link/properties/resources/properties/requests/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.link.properties.resources.properties.requests.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err319];
}
else {
vErrors.push(err319);
}
errors++;
}
if(typeof data170 === "string"){
if(func2(data170) > 64){
const err320 = {instancePath:instancePath+"/spec/link/resources/requests/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/link/properties/resources/properties/requests/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err320];
}
else {
vErrors.push(err320);
}
errors++;
}
}
}
}
else {
const err321 = {instancePath:instancePath+"/spec/link/resources/requests",schemaPath:"#/properties/spec/properties/link/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err321];
}
else {
vErrors.push(err321);
}
errors++;
}
}
}
else {
const err322 = {instancePath:instancePath+"/spec/link/resources",schemaPath:"#/properties/spec/properties/link/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err322];
}
else {
vErrors.push(err322);
}
errors++;
}
}
}
else {
const err323 = {instancePath:instancePath+"/spec/link",schemaPath:"#/properties/spec/properties/link/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err323];
}
else {
vErrors.push(err323);
}
errors++;
}
}
if(data4.identity !== undefined){
let data171 = data4.identity;
if(data171 && typeof data171 == "object" && !Array.isArray(data171)){
if(data171.users === undefined){
const err324 = {instancePath:instancePath+"/spec/identity",schemaPath:"#/properties/spec/properties/identity/required",keyword:"required",params:{missingProperty: "users"},message:"must have required property '"+"users"+"'"};
if(vErrors === null){
vErrors = [err324];
}
else {
vErrors.push(err324);
}
errors++;
}
for(const key21 in data171){
if(!(key21 === "users")){
const err325 = {instancePath:instancePath+"/spec/identity",schemaPath:"#/properties/spec/properties/identity/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err325];
}
else {
vErrors.push(err325);
}
errors++;
}
}
if(data171.users !== undefined){
let data172 = data171.users;
if(Array.isArray(data172)){
if(data172.length > 32){
const err326 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err326];
}
else {
vErrors.push(err326);
}
errors++;
}
if(data172.length < 1){
const err327 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err327];
}
else {
vErrors.push(err327);
}
errors++;
}
const len19 = data172.length;
for(let i20=0; i20<len19; i20++){
let data173 = data172[i20];
if(data173 && typeof data173 == "object" && !Array.isArray(data173)){
if(data173.name === undefined){
const err328 = {instancePath:instancePath+"/spec/identity/users/" + i20,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err328];
}
else {
vErrors.push(err328);
}
errors++;
}
if(data173.uid === undefined){
const err329 = {instancePath:instancePath+"/spec/identity/users/" + i20,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "uid"},message:"must have required property '"+"uid"+"'"};
if(vErrors === null){
vErrors = [err329];
}
else {
vErrors.push(err329);
}
errors++;
}
if(data173.group === undefined){
const err330 = {instancePath:instancePath+"/spec/identity/users/" + i20,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "group"},message:"must have required property '"+"group"+"'"};
if(vErrors === null){
vErrors = [err330];
}
else {
vErrors.push(err330);
}
errors++;
}
if(data173.gid === undefined){
const err331 = {instancePath:instancePath+"/spec/identity/users/" + i20,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "gid"},message:"must have required property '"+"gid"+"'"};
if(vErrors === null){
vErrors = [err331];
}
else {
vErrors.push(err331);
}
errors++;
}
for(const key22 in data173){
if(!((((key22 === "name") || (key22 === "uid")) || (key22 === "group")) || (key22 === "gid"))){
const err332 = {instancePath:instancePath+"/spec/identity/users/" + i20,schemaPath:"#/properties/spec/properties/identity/properties/users/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err332];
}
else {
vErrors.push(err332);
}
errors++;
}
}
if(data173.name !== undefined){
let data174 = data173.name;
if(typeof data174 === "string"){
if(func2(data174) > 32){
const err333 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/name",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err333];
}
else {
vErrors.push(err333);
}
errors++;
}
}
else {
const err334 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/name",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err334];
}
else {
vErrors.push(err334);
}
errors++;
}
}
if(data173.uid !== undefined){
let data175 = data173.uid;
if(!((typeof data175 == "number") && (!(data175 % 1) && !isNaN(data175)))){
const err335 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err335];
}
else {
vErrors.push(err335);
}
errors++;
}
if(typeof data175 == "number"){
if(data175 > 4294967294 || isNaN(data175)){
const err336 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967294},message:"must be <= 4294967294"};
if(vErrors === null){
vErrors = [err336];
}
else {
vErrors.push(err336);
}
errors++;
}
if(data175 < 1 || isNaN(data175)){
const err337 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err337];
}
else {
vErrors.push(err337);
}
errors++;
}
if(!(formats8.validate(data175))){
const err338 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err338];
}
else {
vErrors.push(err338);
}
errors++;
}
}
}
if(data173.group !== undefined){
let data176 = data173.group;
if(typeof data176 === "string"){
if(func2(data176) > 32){
const err339 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/group",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/group/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err339];
}
else {
vErrors.push(err339);
}
errors++;
}
}
else {
const err340 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/group",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/group/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err340];
}
else {
vErrors.push(err340);
}
errors++;
}
}
if(data173.gid !== undefined){
let data177 = data173.gid;
if(!((typeof data177 == "number") && (!(data177 % 1) && !isNaN(data177)))){
const err341 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err341];
}
else {
vErrors.push(err341);
}
errors++;
}
if(typeof data177 == "number"){
if(data177 > 4294967294 || isNaN(data177)){
const err342 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967294},message:"must be <= 4294967294"};
if(vErrors === null){
vErrors = [err342];
}
else {
vErrors.push(err342);
}
errors++;
}
if(data177 < 1 || isNaN(data177)){
const err343 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err343];
}
else {
vErrors.push(err343);
}
errors++;
}
if(!(formats8.validate(data177))){
const err344 = {instancePath:instancePath+"/spec/identity/users/" + i20+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err344];
}
else {
vErrors.push(err344);
}
errors++;
}
}
}
}
else {
const err345 = {instancePath:instancePath+"/spec/identity/users/" + i20,schemaPath:"#/properties/spec/properties/identity/properties/users/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err345];
}
else {
vErrors.push(err345);
}
errors++;
}
}
if(!func10(data172, ["name"])){
const err346 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err346];
}
else {
vErrors.push(err346);
}
errors++;
}
}
else {
const err347 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err347];
}
else {
vErrors.push(err347);
}
errors++;
}
}
}
else {
const err348 = {instancePath:instancePath+"/spec/identity",schemaPath:"#/properties/spec/properties/identity/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err348];
}
else {
vErrors.push(err348);
}
errors++;
}
}
let data178 = data4.sharedMemory;
if(data178 && typeof data178 == "object" && !Array.isArray(data178)){
if(data178.headroomPercent === undefined){
data178.headroomPercent = 10;
}
for(const key23 in data178){
if(!((key23 === "sizeLimit") || (key23 === "headroomPercent"))){
const err349 = {instancePath:instancePath+"/spec/sharedMemory",schemaPath:"#/properties/spec/properties/sharedMemory/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err349];
}
else {
vErrors.push(err349);
}
errors++;
}
}
if(data178.sizeLimit !== undefined){
let data179 = data178.sizeLimit;
if((!((typeof data179 == "number") && (!(data179 % 1) && !isNaN(data179)))) && (typeof data179 !== "string")){
const err350 = {instancePath:instancePath+"/spec/sharedMemory/sizeLimit",schemaPath:"#/properties/spec/properties/sharedMemory/properties/sizeLimit/type",keyword:"type",params:{type: schema11.properties.spec.properties.sharedMemory.properties.sizeLimit.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err350];
}
else {
vErrors.push(err350);
}
errors++;
}
if(typeof data179 === "string"){
if(func2(data179) > 64){
const err351 = {instancePath:instancePath+"/spec/sharedMemory/sizeLimit",schemaPath:"#/properties/spec/properties/sharedMemory/properties/sizeLimit/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err351];
}
else {
vErrors.push(err351);
}
errors++;
}
}
}
let data180 = data178.headroomPercent;
if(!((typeof data180 == "number") && (!(data180 % 1) && !isNaN(data180)))){
const err352 = {instancePath:instancePath+"/spec/sharedMemory/headroomPercent",schemaPath:"#/properties/spec/properties/sharedMemory/properties/headroomPercent/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err352];
}
else {
vErrors.push(err352);
}
errors++;
}
if(typeof data180 == "number"){
if(data180 > 1000 || isNaN(data180)){
const err353 = {instancePath:instancePath+"/spec/sharedMemory/headroomPercent",schemaPath:"#/properties/spec/properties/sharedMemory/properties/headroomPercent/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"};
if(vErrors === null){
vErrors = [err353];
}
else {
vErrors.push(err353);
}
errors++;
}
if(data180 < 0 || isNaN(data180)){
const err354 = {instancePath:instancePath+"/spec/sharedMemory/headroomPercent",schemaPath:"#/properties/spec/properties/sharedMemory/properties/headroomPercent/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err354];
}
else {
vErrors.push(err354);
}
errors++;
}
if(!(formats0.validate(data180))){
const err355 = {instancePath:instancePath+"/spec/sharedMemory/headroomPercent",schemaPath:"#/properties/spec/properties/sharedMemory/properties/headroomPercent/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err355];
}
else {
vErrors.push(err355);
}
errors++;
}
}
}
else {
const err356 = {instancePath:instancePath+"/spec/sharedMemory",schemaPath:"#/properties/spec/properties/sharedMemory/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err356];
}
else {
vErrors.push(err356);
}
errors++;
}
let data181 = data4.termination;
if(data181 && typeof data181 == "object" && !Array.isArray(data181)){
if(data181.appStopSeconds === undefined){
data181.appStopSeconds = 10;
}
if(data181.signalApps === undefined){
data181.signalApps = "Auto";
}
for(const key24 in data181){
if(!(((key24 === "appStopSeconds") || (key24 === "signalApps")) || (key24 === "gracePeriodSeconds"))){
const err357 = {instancePath:instancePath+"/spec/termination",schemaPath:"#/properties/spec/properties/termination/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err357];
}
else {
vErrors.push(err357);
}
errors++;
}
}
let data182 = data181.appStopSeconds;
if(!((typeof data182 == "number") && (!(data182 % 1) && !isNaN(data182)))){
const err358 = {instancePath:instancePath+"/spec/termination/appStopSeconds",schemaPath:"#/properties/spec/properties/termination/properties/appStopSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err358];
}
else {
vErrors.push(err358);
}
errors++;
}
if(typeof data182 == "number"){
if(data182 > 86400 || isNaN(data182)){
const err359 = {instancePath:instancePath+"/spec/termination/appStopSeconds",schemaPath:"#/properties/spec/properties/termination/properties/appStopSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
if(vErrors === null){
vErrors = [err359];
}
else {
vErrors.push(err359);
}
errors++;
}
if(data182 < 0 || isNaN(data182)){
const err360 = {instancePath:instancePath+"/spec/termination/appStopSeconds",schemaPath:"#/properties/spec/properties/termination/properties/appStopSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err360];
}
else {
vErrors.push(err360);
}
errors++;
}
if(!(formats0.validate(data182))){
const err361 = {instancePath:instancePath+"/spec/termination/appStopSeconds",schemaPath:"#/properties/spec/properties/termination/properties/appStopSeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err361];
}
else {
vErrors.push(err361);
}
errors++;
}
}
let data183 = data181.signalApps;
if(typeof data183 !== "string"){
const err362 = {instancePath:instancePath+"/spec/termination/signalApps",schemaPath:"#/properties/spec/properties/termination/properties/signalApps/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err362];
}
else {
vErrors.push(err362);
}
errors++;
}
if(!(((data183 === "Auto") || (data183 === "Always")) || (data183 === "Never"))){
const err363 = {instancePath:instancePath+"/spec/termination/signalApps",schemaPath:"#/properties/spec/properties/termination/properties/signalApps/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.termination.properties.signalApps.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err363];
}
else {
vErrors.push(err363);
}
errors++;
}
if(data181.gracePeriodSeconds !== undefined){
let data184 = data181.gracePeriodSeconds;
if(!((typeof data184 == "number") && (!(data184 % 1) && !isNaN(data184)))){
const err364 = {instancePath:instancePath+"/spec/termination/gracePeriodSeconds",schemaPath:"#/properties/spec/properties/termination/properties/gracePeriodSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err364];
}
else {
vErrors.push(err364);
}
errors++;
}
if(typeof data184 == "number"){
if(data184 > 604800 || isNaN(data184)){
const err365 = {instancePath:instancePath+"/spec/termination/gracePeriodSeconds",schemaPath:"#/properties/spec/properties/termination/properties/gracePeriodSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800},message:"must be <= 604800"};
if(vErrors === null){
vErrors = [err365];
}
else {
vErrors.push(err365);
}
errors++;
}
if(data184 < 1 || isNaN(data184)){
const err366 = {instancePath:instancePath+"/spec/termination/gracePeriodSeconds",schemaPath:"#/properties/spec/properties/termination/properties/gracePeriodSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err366];
}
else {
vErrors.push(err366);
}
errors++;
}
if(!(formats8.validate(data184))){
const err367 = {instancePath:instancePath+"/spec/termination/gracePeriodSeconds",schemaPath:"#/properties/spec/properties/termination/properties/gracePeriodSeconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err367];
}
else {
vErrors.push(err367);
}
errors++;
}
}
}
}
else {
const err368 = {instancePath:instancePath+"/spec/termination",schemaPath:"#/properties/spec/properties/termination/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err368];
}
else {
vErrors.push(err368);
}
errors++;
}
let data185 = data4.recovery;
if(data185 && typeof data185 == "object" && !Array.isArray(data185)){
if(data185.mode === undefined){
data185.mode = "InPlace";
}
if(data185.maxPerHour === undefined){
data185.maxPerHour = 12;
}
if(data185.whenBlocked === undefined){
data185.whenBlocked = "Wait";
}
for(const key25 in data185){
if(!(((key25 === "mode") || (key25 === "maxPerHour")) || (key25 === "whenBlocked"))){
const err369 = {instancePath:instancePath+"/spec/recovery",schemaPath:"#/properties/spec/properties/recovery/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err369];
}
else {
vErrors.push(err369);
}
errors++;
}
}
let data186 = data185.mode;
if(typeof data186 !== "string"){
const err370 = {instancePath:instancePath+"/spec/recovery/mode",schemaPath:"#/properties/spec/properties/recovery/properties/mode/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err370];
}
else {
vErrors.push(err370);
}
errors++;
}
if(!(((data186 === "InPlace") || (data186 === "Replace")) || (data186 === "None"))){
const err371 = {instancePath:instancePath+"/spec/recovery/mode",schemaPath:"#/properties/spec/properties/recovery/properties/mode/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.recovery.properties.mode.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err371];
}
else {
vErrors.push(err371);
}
errors++;
}
let data187 = data185.maxPerHour;
if(!((typeof data187 == "number") && (!(data187 % 1) && !isNaN(data187)))){
const err372 = {instancePath:instancePath+"/spec/recovery/maxPerHour",schemaPath:"#/properties/spec/properties/recovery/properties/maxPerHour/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err372];
}
else {
vErrors.push(err372);
}
errors++;
}
if(typeof data187 == "number"){
if(data187 > 120 || isNaN(data187)){
const err373 = {instancePath:instancePath+"/spec/recovery/maxPerHour",schemaPath:"#/properties/spec/properties/recovery/properties/maxPerHour/maximum",keyword:"maximum",params:{comparison: "<=", limit: 120},message:"must be <= 120"};
if(vErrors === null){
vErrors = [err373];
}
else {
vErrors.push(err373);
}
errors++;
}
if(data187 < 0 || isNaN(data187)){
const err374 = {instancePath:instancePath+"/spec/recovery/maxPerHour",schemaPath:"#/properties/spec/properties/recovery/properties/maxPerHour/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err374];
}
else {
vErrors.push(err374);
}
errors++;
}
if(!(formats0.validate(data187))){
const err375 = {instancePath:instancePath+"/spec/recovery/maxPerHour",schemaPath:"#/properties/spec/properties/recovery/properties/maxPerHour/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err375];
}
else {
vErrors.push(err375);
}
errors++;
}
}
let data188 = data185.whenBlocked;
if(typeof data188 !== "string"){
const err376 = {instancePath:instancePath+"/spec/recovery/whenBlocked",schemaPath:"#/properties/spec/properties/recovery/properties/whenBlocked/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err376];
}
else {
vErrors.push(err376);
}
errors++;
}
if(!((data188 === "Wait") || (data188 === "Delete"))){
const err377 = {instancePath:instancePath+"/spec/recovery/whenBlocked",schemaPath:"#/properties/spec/properties/recovery/properties/whenBlocked/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.recovery.properties.whenBlocked.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err377];
}
else {
vErrors.push(err377);
}
errors++;
}
}
else {
const err378 = {instancePath:instancePath+"/spec/recovery",schemaPath:"#/properties/spec/properties/recovery/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err378];
}
else {
vErrors.push(err378);
}
errors++;
}
}
else {
const err379 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err379];
}
else {
vErrors.push(err379);
}
errors++;
}
}
if(data.status !== undefined){
let data189 = data.status;
if(data189 && typeof data189 == "object" && !Array.isArray(data189)){
for(const key26 in data189){
if(!(func3.call(schema11.properties.status.properties, key26))){
const err380 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err380];
}
else {
vErrors.push(err380);
}
errors++;
}
}
if(data189.operator !== undefined){
let data190 = data189.operator;
if(data190 && typeof data190 == "object" && !Array.isArray(data190)){
for(const key27 in data190){
if(!((((key27 === "asking") || (key27 === "askedAt")) || (key27 === "answered")) || (key27 === "answeredAt"))){
const err381 = {instancePath:instancePath+"/status/operator",schemaPath:"#/properties/status/properties/operator/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err381];
}
else {
vErrors.push(err381);
}
errors++;
}
}
if(data190.asking !== undefined){
let data191 = data190.asking;
if(typeof data191 === "string"){
if(func2(data191) > 512){
const err382 = {instancePath:instancePath+"/status/operator/asking",schemaPath:"#/properties/status/properties/operator/properties/asking/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err382];
}
else {
vErrors.push(err382);
}
errors++;
}
}
else {
const err383 = {instancePath:instancePath+"/status/operator/asking",schemaPath:"#/properties/status/properties/operator/properties/asking/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err383];
}
else {
vErrors.push(err383);
}
errors++;
}
}
if(data190.askedAt !== undefined){
let data192 = data190.askedAt;
if(typeof data192 === "string"){
if(!(formats60.validate(data192))){
const err384 = {instancePath:instancePath+"/status/operator/askedAt",schemaPath:"#/properties/status/properties/operator/properties/askedAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err384];
}
else {
vErrors.push(err384);
}
errors++;
}
}
else {
const err385 = {instancePath:instancePath+"/status/operator/askedAt",schemaPath:"#/properties/status/properties/operator/properties/askedAt/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err385];
}
else {
vErrors.push(err385);
}
errors++;
}
}
if(data190.answered !== undefined){
let data193 = data190.answered;
if(typeof data193 === "string"){
if(func2(data193) > 512){
const err386 = {instancePath:instancePath+"/status/operator/answered",schemaPath:"#/properties/status/properties/operator/properties/answered/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err386];
}
else {
vErrors.push(err386);
}
errors++;
}
}
else {
const err387 = {instancePath:instancePath+"/status/operator/answered",schemaPath:"#/properties/status/properties/operator/properties/answered/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err387];
}
else {
vErrors.push(err387);
}
errors++;
}
}
if(data190.answeredAt !== undefined){
let data194 = data190.answeredAt;
if(typeof data194 === "string"){
if(!(formats60.validate(data194))){
const err388 = {instancePath:instancePath+"/status/operator/answeredAt",schemaPath:"#/properties/status/properties/operator/properties/answeredAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err388];
}
else {
vErrors.push(err388);
}
errors++;
}
}
else {
const err389 = {instancePath:instancePath+"/status/operator/answeredAt",schemaPath:"#/properties/status/properties/operator/properties/answeredAt/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err389];
}
else {
vErrors.push(err389);
}
errors++;
}
}
}
else {
const err390 = {instancePath:instancePath+"/status/operator",schemaPath:"#/properties/status/properties/operator/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err390];
}
else {
vErrors.push(err390);
}
errors++;
}
}
if(data189.observedGeneration !== undefined){
let data195 = data189.observedGeneration;
if(!((typeof data195 == "number") && (!(data195 % 1) && !isNaN(data195)))){
const err391 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err391];
}
else {
vErrors.push(err391);
}
errors++;
}
if(typeof data195 == "number"){
if(!(formats8.validate(data195))){
const err392 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err392];
}
else {
vErrors.push(err392);
}
errors++;
}
}
}
if(data189.replicas !== undefined){
let data196 = data189.replicas;
if(!((typeof data196 == "number") && (!(data196 % 1) && !isNaN(data196)))){
const err393 = {instancePath:instancePath+"/status/replicas",schemaPath:"#/properties/status/properties/replicas/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err393];
}
else {
vErrors.push(err393);
}
errors++;
}
if(typeof data196 == "number"){
if(!(formats0.validate(data196))){
const err394 = {instancePath:instancePath+"/status/replicas",schemaPath:"#/properties/status/properties/replicas/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err394];
}
else {
vErrors.push(err394);
}
errors++;
}
}
}
if(data189.updatedReplicas !== undefined){
let data197 = data189.updatedReplicas;
if(!((typeof data197 == "number") && (!(data197 % 1) && !isNaN(data197)))){
const err395 = {instancePath:instancePath+"/status/updatedReplicas",schemaPath:"#/properties/status/properties/updatedReplicas/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err395];
}
else {
vErrors.push(err395);
}
errors++;
}
if(typeof data197 == "number"){
if(!(formats0.validate(data197))){
const err396 = {instancePath:instancePath+"/status/updatedReplicas",schemaPath:"#/properties/status/properties/updatedReplicas/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err396];
}
else {
vErrors.push(err396);
}
errors++;
}
}
}
if(data189.readyReplicas !== undefined){
let data198 = data189.readyReplicas;
if(!((typeof data198 == "number") && (!(data198 % 1) && !isNaN(data198)))){
const err397 = {instancePath:instancePath+"/status/readyReplicas",schemaPath:"#/properties/status/properties/readyReplicas/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err397];
}
else {
vErrors.push(err397);
}
errors++;
}
if(typeof data198 == "number"){
if(!(formats0.validate(data198))){
const err398 = {instancePath:instancePath+"/status/readyReplicas",schemaPath:"#/properties/status/properties/readyReplicas/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err398];
}
else {
vErrors.push(err398);
}
errors++;
}
}
}
if(data189.availableReplicas !== undefined){
let data199 = data189.availableReplicas;
if(!((typeof data199 == "number") && (!(data199 % 1) && !isNaN(data199)))){
const err399 = {instancePath:instancePath+"/status/availableReplicas",schemaPath:"#/properties/status/properties/availableReplicas/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err399];
}
else {
vErrors.push(err399);
}
errors++;
}
if(typeof data199 == "number"){
if(!(formats0.validate(data199))){
const err400 = {instancePath:instancePath+"/status/availableReplicas",schemaPath:"#/properties/status/properties/availableReplicas/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err400];
}
else {
vErrors.push(err400);
}
errors++;
}
}
}
if(data189.apps !== undefined){
let data200 = data189.apps;
if(data200 && typeof data200 == "object" && !Array.isArray(data200)){
if(data200.connected === undefined){
const err401 = {instancePath:instancePath+"/status/apps",schemaPath:"#/properties/status/properties/apps/required",keyword:"required",params:{missingProperty: "connected"},message:"must have required property '"+"connected"+"'"};
if(vErrors === null){
vErrors = [err401];
}
else {
vErrors.push(err401);
}
errors++;
}
if(data200.expected === undefined){
const err402 = {instancePath:instancePath+"/status/apps",schemaPath:"#/properties/status/properties/apps/required",keyword:"required",params:{missingProperty: "expected"},message:"must have required property '"+"expected"+"'"};
if(vErrors === null){
vErrors = [err402];
}
else {
vErrors.push(err402);
}
errors++;
}
if(data200.summary === undefined){
const err403 = {instancePath:instancePath+"/status/apps",schemaPath:"#/properties/status/properties/apps/required",keyword:"required",params:{missingProperty: "summary"},message:"must have required property '"+"summary"+"'"};
if(vErrors === null){
vErrors = [err403];
}
else {
vErrors.push(err403);
}
errors++;
}
for(const key28 in data200){
if(!(((key28 === "connected") || (key28 === "expected")) || (key28 === "summary"))){
const err404 = {instancePath:instancePath+"/status/apps",schemaPath:"#/properties/status/properties/apps/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err404];
}
else {
vErrors.push(err404);
}
errors++;
}
}
if(data200.connected !== undefined){
let data201 = data200.connected;
if(!((typeof data201 == "number") && (!(data201 % 1) && !isNaN(data201)))){
const err405 = {instancePath:instancePath+"/status/apps/connected",schemaPath:"#/properties/status/properties/apps/properties/connected/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err405];
}
else {
vErrors.push(err405);
}
errors++;
}
if(typeof data201 == "number"){
if(!(formats0.validate(data201))){
const err406 = {instancePath:instancePath+"/status/apps/connected",schemaPath:"#/properties/status/properties/apps/properties/connected/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err406];
}
else {
vErrors.push(err406);
}
errors++;
}
}
}
if(data200.expected !== undefined){
let data202 = data200.expected;
if(!((typeof data202 == "number") && (!(data202 % 1) && !isNaN(data202)))){
const err407 = {instancePath:instancePath+"/status/apps/expected",schemaPath:"#/properties/status/properties/apps/properties/expected/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err407];
}
else {
vErrors.push(err407);
}
errors++;
}
if(typeof data202 == "number"){
if(!(formats0.validate(data202))){
const err408 = {instancePath:instancePath+"/status/apps/expected",schemaPath:"#/properties/status/properties/apps/properties/expected/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err408];
}
else {
vErrors.push(err408);
}
errors++;
}
}
}
if(data200.summary !== undefined){
if(typeof data200.summary !== "string"){
const err409 = {instancePath:instancePath+"/status/apps/summary",schemaPath:"#/properties/status/properties/apps/properties/summary/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err409];
}
else {
vErrors.push(err409);
}
errors++;
}
}
}
else {
const err410 = {instancePath:instancePath+"/status/apps",schemaPath:"#/properties/status/properties/apps/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err410];
}
else {
vErrors.push(err410);
}
errors++;
}
}
if(data189.selector !== undefined){
if(typeof data189.selector !== "string"){
const err411 = {instancePath:instancePath+"/status/selector",schemaPath:"#/properties/status/properties/selector/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err411];
}
else {
vErrors.push(err411);
}
errors++;
}
}
if(data189.deployment !== undefined){
let data205 = data189.deployment;
if(data205 && typeof data205 == "object" && !Array.isArray(data205)){
if(data205.uid === undefined){
const err412 = {instancePath:instancePath+"/status/deployment",schemaPath:"#/properties/status/properties/deployment/required",keyword:"required",params:{missingProperty: "uid"},message:"must have required property '"+"uid"+"'"};
if(vErrors === null){
vErrors = [err412];
}
else {
vErrors.push(err412);
}
errors++;
}
if(data205.generation === undefined){
const err413 = {instancePath:instancePath+"/status/deployment",schemaPath:"#/properties/status/properties/deployment/required",keyword:"required",params:{missingProperty: "generation"},message:"must have required property '"+"generation"+"'"};
if(vErrors === null){
vErrors = [err413];
}
else {
vErrors.push(err413);
}
errors++;
}
if(data205.digest === undefined){
const err414 = {instancePath:instancePath+"/status/deployment",schemaPath:"#/properties/status/properties/deployment/required",keyword:"required",params:{missingProperty: "digest"},message:"must have required property '"+"digest"+"'"};
if(vErrors === null){
vErrors = [err414];
}
else {
vErrors.push(err414);
}
errors++;
}
for(const key29 in data205){
if(!((((((key29 === "uid") || (key29 === "generation")) || (key29 === "digest")) || (key29 === "objectGeneration")) || (key29 === "template")) || (key29 === "liveTemplate"))){
const err415 = {instancePath:instancePath+"/status/deployment",schemaPath:"#/properties/status/properties/deployment/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err415];
}
else {
vErrors.push(err415);
}
errors++;
}
}
if(data205.uid !== undefined){
if(typeof data205.uid !== "string"){
const err416 = {instancePath:instancePath+"/status/deployment/uid",schemaPath:"#/properties/status/properties/deployment/properties/uid/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err416];
}
else {
vErrors.push(err416);
}
errors++;
}
}
if(data205.generation !== undefined){
let data207 = data205.generation;
if(!((typeof data207 == "number") && (!(data207 % 1) && !isNaN(data207)))){
const err417 = {instancePath:instancePath+"/status/deployment/generation",schemaPath:"#/properties/status/properties/deployment/properties/generation/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err417];
}
else {
vErrors.push(err417);
}
errors++;
}
if(typeof data207 == "number"){
if(!(formats8.validate(data207))){
const err418 = {instancePath:instancePath+"/status/deployment/generation",schemaPath:"#/properties/status/properties/deployment/properties/generation/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err418];
}
else {
vErrors.push(err418);
}
errors++;
}
}
}
if(data205.digest !== undefined){
if(typeof data205.digest !== "string"){
const err419 = {instancePath:instancePath+"/status/deployment/digest",schemaPath:"#/properties/status/properties/deployment/properties/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err419];
}
else {
vErrors.push(err419);
}
errors++;
}
}
if(data205.objectGeneration !== undefined){
let data209 = data205.objectGeneration;
if(!((typeof data209 == "number") && (!(data209 % 1) && !isNaN(data209)))){
const err420 = {instancePath:instancePath+"/status/deployment/objectGeneration",schemaPath:"#/properties/status/properties/deployment/properties/objectGeneration/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err420];
}
else {
vErrors.push(err420);
}
errors++;
}
if(typeof data209 == "number"){
if(!(formats8.validate(data209))){
const err421 = {instancePath:instancePath+"/status/deployment/objectGeneration",schemaPath:"#/properties/status/properties/deployment/properties/objectGeneration/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err421];
}
else {
vErrors.push(err421);
}
errors++;
}
}
}
if(data205.template !== undefined){
if(typeof data205.template !== "string"){
const err422 = {instancePath:instancePath+"/status/deployment/template",schemaPath:"#/properties/status/properties/deployment/properties/template/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err422];
}
else {
vErrors.push(err422);
}
errors++;
}
}
if(data205.liveTemplate !== undefined){
if(typeof data205.liveTemplate !== "string"){
const err423 = {instancePath:instancePath+"/status/deployment/liveTemplate",schemaPath:"#/properties/status/properties/deployment/properties/liveTemplate/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err423];
}
else {
vErrors.push(err423);
}
errors++;
}
}
}
else {
const err424 = {instancePath:instancePath+"/status/deployment",schemaPath:"#/properties/status/properties/deployment/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err424];
}
else {
vErrors.push(err424);
}
errors++;
}
}
if(data189.terminationGracePeriodSeconds !== undefined){
let data212 = data189.terminationGracePeriodSeconds;
if(!((typeof data212 == "number") && (!(data212 % 1) && !isNaN(data212)))){
const err425 = {instancePath:instancePath+"/status/terminationGracePeriodSeconds",schemaPath:"#/properties/status/properties/terminationGracePeriodSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err425];
}
else {
vErrors.push(err425);
}
errors++;
}
if(typeof data212 == "number"){
if(!(formats8.validate(data212))){
const err426 = {instancePath:instancePath+"/status/terminationGracePeriodSeconds",schemaPath:"#/properties/status/properties/terminationGracePeriodSeconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err426];
}
else {
vErrors.push(err426);
}
errors++;
}
}
}
if(data189.sharedMemory !== undefined){
let data213 = data189.sharedMemory;
if(data213 && typeof data213 == "object" && !Array.isArray(data213)){
for(const key30 in data213){
if(!(((((key30 === "size") || (key30 === "segmentBytes")) || (key30 === "volumeBytes")) || (key30 === "explanation")) || (key30 === "segments"))){
const err427 = {instancePath:instancePath+"/status/sharedMemory",schemaPath:"#/properties/status/properties/sharedMemory/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err427];
}
else {
vErrors.push(err427);
}
errors++;
}
}
if(data213.size !== undefined){
if(typeof data213.size !== "string"){
const err428 = {instancePath:instancePath+"/status/sharedMemory/size",schemaPath:"#/properties/status/properties/sharedMemory/properties/size/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err428];
}
else {
vErrors.push(err428);
}
errors++;
}
}
if(data213.segmentBytes !== undefined){
let data215 = data213.segmentBytes;
if(!((typeof data215 == "number") && (!(data215 % 1) && !isNaN(data215)))){
const err429 = {instancePath:instancePath+"/status/sharedMemory/segmentBytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/segmentBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err429];
}
else {
vErrors.push(err429);
}
errors++;
}
if(typeof data215 == "number"){
if(!(formats8.validate(data215))){
const err430 = {instancePath:instancePath+"/status/sharedMemory/segmentBytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/segmentBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err430];
}
else {
vErrors.push(err430);
}
errors++;
}
}
}
if(data213.volumeBytes !== undefined){
let data216 = data213.volumeBytes;
if(!((typeof data216 == "number") && (!(data216 % 1) && !isNaN(data216)))){
const err431 = {instancePath:instancePath+"/status/sharedMemory/volumeBytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/volumeBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err431];
}
else {
vErrors.push(err431);
}
errors++;
}
if(typeof data216 == "number"){
if(!(formats8.validate(data216))){
const err432 = {instancePath:instancePath+"/status/sharedMemory/volumeBytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/volumeBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err432];
}
else {
vErrors.push(err432);
}
errors++;
}
}
}
if(data213.explanation !== undefined){
if(typeof data213.explanation !== "string"){
const err433 = {instancePath:instancePath+"/status/sharedMemory/explanation",schemaPath:"#/properties/status/properties/sharedMemory/properties/explanation/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err433];
}
else {
vErrors.push(err433);
}
errors++;
}
}
if(data213.segments !== undefined){
let data218 = data213.segments;
if(Array.isArray(data218)){
if(data218.length > 101){
const err434 = {instancePath:instancePath+"/status/sharedMemory/segments",schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/maxItems",keyword:"maxItems",params:{limit: 101},message:"must NOT have more than 101 items"};
if(vErrors === null){
vErrors = [err434];
}
else {
vErrors.push(err434);
}
errors++;
}
const len20 = data218.length;
for(let i21=0; i21<len20; i21++){
let data219 = data218[i21];
if(data219 && typeof data219 == "object" && !Array.isArray(data219)){
if(data219.name === undefined){
const err435 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i21,schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err435];
}
else {
vErrors.push(err435);
}
errors++;
}
if(data219.bytes === undefined){
const err436 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i21,schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/required",keyword:"required",params:{missingProperty: "bytes"},message:"must have required property '"+"bytes"+"'"};
if(vErrors === null){
vErrors = [err436];
}
else {
vErrors.push(err436);
}
errors++;
}
for(const key31 in data219){
if(!((key31 === "name") || (key31 === "bytes"))){
const err437 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i21,schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key31},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err437];
}
else {
vErrors.push(err437);
}
errors++;
}
}
if(data219.name !== undefined){
if(typeof data219.name !== "string"){
const err438 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i21+"/name",schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err438];
}
else {
vErrors.push(err438);
}
errors++;
}
}
if(data219.bytes !== undefined){
let data221 = data219.bytes;
if(!((typeof data221 == "number") && (!(data221 % 1) && !isNaN(data221)))){
const err439 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i21+"/bytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/properties/bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err439];
}
else {
vErrors.push(err439);
}
errors++;
}
if(typeof data221 == "number"){
if(!(formats8.validate(data221))){
const err440 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i21+"/bytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/properties/bytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err440];
}
else {
vErrors.push(err440);
}
errors++;
}
}
}
}
else {
const err441 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i21,schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err441];
}
else {
vErrors.push(err441);
}
errors++;
}
}
}
else {
const err442 = {instancePath:instancePath+"/status/sharedMemory/segments",schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err442];
}
else {
vErrors.push(err442);
}
errors++;
}
}
}
else {
const err443 = {instancePath:instancePath+"/status/sharedMemory",schemaPath:"#/properties/status/properties/sharedMemory/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err443];
}
else {
vErrors.push(err443);
}
errors++;
}
}
if(data189.roudi !== undefined){
let data222 = data189.roudi;
if(data222 && typeof data222 == "object" && !Array.isArray(data222)){
for(const key32 in data222){
if(!((((((key32 === "release") || (key32 === "memoryBytes")) || (key32 === "image")) || (key32 === "ready")) || (key32 === "restarts")) || (key32 === "lastRestartTime"))){
const err444 = {instancePath:instancePath+"/status/roudi",schemaPath:"#/properties/status/properties/roudi/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err444];
}
else {
vErrors.push(err444);
}
errors++;
}
}
if(data222.release !== undefined){
if(typeof data222.release !== "string"){
const err445 = {instancePath:instancePath+"/status/roudi/release",schemaPath:"#/properties/status/properties/roudi/properties/release/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err445];
}
else {
vErrors.push(err445);
}
errors++;
}
}
if(data222.memoryBytes !== undefined){
let data224 = data222.memoryBytes;
if(!((typeof data224 == "number") && (!(data224 % 1) && !isNaN(data224)))){
const err446 = {instancePath:instancePath+"/status/roudi/memoryBytes",schemaPath:"#/properties/status/properties/roudi/properties/memoryBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err446];
}
else {
vErrors.push(err446);
}
errors++;
}
if(typeof data224 == "number"){
if(!(formats8.validate(data224))){
const err447 = {instancePath:instancePath+"/status/roudi/memoryBytes",schemaPath:"#/properties/status/properties/roudi/properties/memoryBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err447];
}
else {
vErrors.push(err447);
}
errors++;
}
}
}
if(data222.image !== undefined){
if(typeof data222.image !== "string"){
const err448 = {instancePath:instancePath+"/status/roudi/image",schemaPath:"#/properties/status/properties/roudi/properties/image/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err448];
}
else {
vErrors.push(err448);
}
errors++;
}
}
if(data222.ready !== undefined){
let data226 = data222.ready;
if(!((typeof data226 == "number") && (!(data226 % 1) && !isNaN(data226)))){
const err449 = {instancePath:instancePath+"/status/roudi/ready",schemaPath:"#/properties/status/properties/roudi/properties/ready/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err449];
}
else {
vErrors.push(err449);
}
errors++;
}
if(typeof data226 == "number"){
if(!(formats0.validate(data226))){
const err450 = {instancePath:instancePath+"/status/roudi/ready",schemaPath:"#/properties/status/properties/roudi/properties/ready/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err450];
}
else {
vErrors.push(err450);
}
errors++;
}
}
}
if(data222.restarts !== undefined){
let data227 = data222.restarts;
if(!((typeof data227 == "number") && (!(data227 % 1) && !isNaN(data227)))){
const err451 = {instancePath:instancePath+"/status/roudi/restarts",schemaPath:"#/properties/status/properties/roudi/properties/restarts/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err451];
}
else {
vErrors.push(err451);
}
errors++;
}
if(typeof data227 == "number"){
if(!(formats0.validate(data227))){
const err452 = {instancePath:instancePath+"/status/roudi/restarts",schemaPath:"#/properties/status/properties/roudi/properties/restarts/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err452];
}
else {
vErrors.push(err452);
}
errors++;
}
}
}
if(data222.lastRestartTime !== undefined){
let data228 = data222.lastRestartTime;
if(typeof data228 === "string"){
if(!(formats60.validate(data228))){
const err453 = {instancePath:instancePath+"/status/roudi/lastRestartTime",schemaPath:"#/properties/status/properties/roudi/properties/lastRestartTime/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err453];
}
else {
vErrors.push(err453);
}
errors++;
}
}
else {
const err454 = {instancePath:instancePath+"/status/roudi/lastRestartTime",schemaPath:"#/properties/status/properties/roudi/properties/lastRestartTime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err454];
}
else {
vErrors.push(err454);
}
errors++;
}
}
}
else {
const err455 = {instancePath:instancePath+"/status/roudi",schemaPath:"#/properties/status/properties/roudi/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err455];
}
else {
vErrors.push(err455);
}
errors++;
}
}
if(data189.recovery !== undefined){
let data229 = data189.recovery;
if(data229 && typeof data229 == "object" && !Array.isArray(data229)){
for(const key33 in data229){
if(!(key33 === "replacements")){
const err456 = {instancePath:instancePath+"/status/recovery",schemaPath:"#/properties/status/properties/recovery/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key33},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err456];
}
else {
vErrors.push(err456);
}
errors++;
}
}
if(data229.replacements !== undefined){
let data230 = data229.replacements;
if(Array.isArray(data230)){
if(data230.length > 120){
const err457 = {instancePath:instancePath+"/status/recovery/replacements",schemaPath:"#/properties/status/properties/recovery/properties/replacements/maxItems",keyword:"maxItems",params:{limit: 120},message:"must NOT have more than 120 items"};
if(vErrors === null){
vErrors = [err457];
}
else {
vErrors.push(err457);
}
errors++;
}
const len21 = data230.length;
for(let i22=0; i22<len21; i22++){
let data231 = data230[i22];
if(data231 && typeof data231 == "object" && !Array.isArray(data231)){
if(data231.pod === undefined){
const err458 = {instancePath:instancePath+"/status/recovery/replacements/" + i22,schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/required",keyword:"required",params:{missingProperty: "pod"},message:"must have required property '"+"pod"+"'"};
if(vErrors === null){
vErrors = [err458];
}
else {
vErrors.push(err458);
}
errors++;
}
if(data231.uid === undefined){
const err459 = {instancePath:instancePath+"/status/recovery/replacements/" + i22,schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/required",keyword:"required",params:{missingProperty: "uid"},message:"must have required property '"+"uid"+"'"};
if(vErrors === null){
vErrors = [err459];
}
else {
vErrors.push(err459);
}
errors++;
}
if(data231.time === undefined){
const err460 = {instancePath:instancePath+"/status/recovery/replacements/" + i22,schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/required",keyword:"required",params:{missingProperty: "time"},message:"must have required property '"+"time"+"'"};
if(vErrors === null){
vErrors = [err460];
}
else {
vErrors.push(err460);
}
errors++;
}
for(const key34 in data231){
if(!((((key34 === "pod") || (key34 === "uid")) || (key34 === "time")) || (key34 === "early"))){
const err461 = {instancePath:instancePath+"/status/recovery/replacements/" + i22,schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key34},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err461];
}
else {
vErrors.push(err461);
}
errors++;
}
}
if(data231.pod !== undefined){
let data232 = data231.pod;
if(typeof data232 === "string"){
if(func2(data232) > 253){
const err462 = {instancePath:instancePath+"/status/recovery/replacements/" + i22+"/pod",schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/properties/pod/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters"};
if(vErrors === null){
vErrors = [err462];
}
else {
vErrors.push(err462);
}
errors++;
}
}
else {
const err463 = {instancePath:instancePath+"/status/recovery/replacements/" + i22+"/pod",schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/properties/pod/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err463];
}
else {
vErrors.push(err463);
}
errors++;
}
}
if(data231.uid !== undefined){
let data233 = data231.uid;
if(typeof data233 === "string"){
if(func2(data233) > 63){
const err464 = {instancePath:instancePath+"/status/recovery/replacements/" + i22+"/uid",schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/properties/uid/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err464];
}
else {
vErrors.push(err464);
}
errors++;
}
}
else {
const err465 = {instancePath:instancePath+"/status/recovery/replacements/" + i22+"/uid",schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/properties/uid/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err465];
}
else {
vErrors.push(err465);
}
errors++;
}
}
if(data231.time !== undefined){
let data234 = data231.time;
if(typeof data234 === "string"){
if(!(formats60.validate(data234))){
const err466 = {instancePath:instancePath+"/status/recovery/replacements/" + i22+"/time",schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/properties/time/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err466];
}
else {
vErrors.push(err466);
}
errors++;
}
}
else {
const err467 = {instancePath:instancePath+"/status/recovery/replacements/" + i22+"/time",schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/properties/time/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err467];
}
else {
vErrors.push(err467);
}
errors++;
}
}
if(data231.early !== undefined){
if(typeof data231.early !== "boolean"){
const err468 = {instancePath:instancePath+"/status/recovery/replacements/" + i22+"/early",schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/properties/early/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err468];
}
else {
vErrors.push(err468);
}
errors++;
}
}
}
else {
const err469 = {instancePath:instancePath+"/status/recovery/replacements/" + i22,schemaPath:"#/properties/status/properties/recovery/properties/replacements/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err469];
}
else {
vErrors.push(err469);
}
errors++;
}
}
}
else {
const err470 = {instancePath:instancePath+"/status/recovery/replacements",schemaPath:"#/properties/status/properties/recovery/properties/replacements/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err470];
}
else {
vErrors.push(err470);
}
errors++;
}
}
}
else {
const err471 = {instancePath:instancePath+"/status/recovery",schemaPath:"#/properties/status/properties/recovery/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err471];
}
else {
vErrors.push(err471);
}
errors++;
}
}
if(data189.computed !== undefined){
let data236 = data189.computed;
if(Array.isArray(data236)){
if(data236.length > 32){
const err472 = {instancePath:instancePath+"/status/computed",schemaPath:"#/properties/status/properties/computed/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err472];
}
else {
vErrors.push(err472);
}
errors++;
}
const len22 = data236.length;
for(let i23=0; i23<len22; i23++){
let data237 = data236[i23];
if(data237 && typeof data237 == "object" && !Array.isArray(data237)){
if(data237.name === undefined){
const err473 = {instancePath:instancePath+"/status/computed/" + i23,schemaPath:"#/properties/status/properties/computed/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err473];
}
else {
vErrors.push(err473);
}
errors++;
}
if(data237.value === undefined){
const err474 = {instancePath:instancePath+"/status/computed/" + i23,schemaPath:"#/properties/status/properties/computed/items/required",keyword:"required",params:{missingProperty: "value"},message:"must have required property '"+"value"+"'"};
if(vErrors === null){
vErrors = [err474];
}
else {
vErrors.push(err474);
}
errors++;
}
for(const key35 in data237){
if(!(((key35 === "name") || (key35 === "value")) || (key35 === "because"))){
const err475 = {instancePath:instancePath+"/status/computed/" + i23,schemaPath:"#/properties/status/properties/computed/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key35},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err475];
}
else {
vErrors.push(err475);
}
errors++;
}
}
if(data237.name !== undefined){
let data238 = data237.name;
if(typeof data238 === "string"){
if(func2(data238) > 63){
const err476 = {instancePath:instancePath+"/status/computed/" + i23+"/name",schemaPath:"#/properties/status/properties/computed/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err476];
}
else {
vErrors.push(err476);
}
errors++;
}
}
else {
const err477 = {instancePath:instancePath+"/status/computed/" + i23+"/name",schemaPath:"#/properties/status/properties/computed/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err477];
}
else {
vErrors.push(err477);
}
errors++;
}
}
if(data237.value !== undefined){
let data239 = data237.value;
if(typeof data239 === "string"){
if(func2(data239) > 128){
const err478 = {instancePath:instancePath+"/status/computed/" + i23+"/value",schemaPath:"#/properties/status/properties/computed/items/properties/value/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
if(vErrors === null){
vErrors = [err478];
}
else {
vErrors.push(err478);
}
errors++;
}
}
else {
const err479 = {instancePath:instancePath+"/status/computed/" + i23+"/value",schemaPath:"#/properties/status/properties/computed/items/properties/value/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err479];
}
else {
vErrors.push(err479);
}
errors++;
}
}
if(data237.because !== undefined){
let data240 = data237.because;
if(typeof data240 === "string"){
if(func2(data240) > 1024){
const err480 = {instancePath:instancePath+"/status/computed/" + i23+"/because",schemaPath:"#/properties/status/properties/computed/items/properties/because/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err480];
}
else {
vErrors.push(err480);
}
errors++;
}
}
else {
const err481 = {instancePath:instancePath+"/status/computed/" + i23+"/because",schemaPath:"#/properties/status/properties/computed/items/properties/because/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err481];
}
else {
vErrors.push(err481);
}
errors++;
}
}
}
else {
const err482 = {instancePath:instancePath+"/status/computed/" + i23,schemaPath:"#/properties/status/properties/computed/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err482];
}
else {
vErrors.push(err482);
}
errors++;
}
}
}
else {
const err483 = {instancePath:instancePath+"/status/computed",schemaPath:"#/properties/status/properties/computed/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err483];
}
else {
vErrors.push(err483);
}
errors++;
}
}
if(data189.warnings !== undefined){
let data241 = data189.warnings;
if(Array.isArray(data241)){
if(data241.length > 64){
const err484 = {instancePath:instancePath+"/status/warnings",schemaPath:"#/properties/status/properties/warnings/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err484];
}
else {
vErrors.push(err484);
}
errors++;
}
const len23 = data241.length;
for(let i24=0; i24<len23; i24++){
let data242 = data241[i24];
if(data242 && typeof data242 == "object" && !Array.isArray(data242)){
if(data242.field === undefined){
const err485 = {instancePath:instancePath+"/status/warnings/" + i24,schemaPath:"#/properties/status/properties/warnings/items/required",keyword:"required",params:{missingProperty: "field"},message:"must have required property '"+"field"+"'"};
if(vErrors === null){
vErrors = [err485];
}
else {
vErrors.push(err485);
}
errors++;
}
if(data242.message === undefined){
const err486 = {instancePath:instancePath+"/status/warnings/" + i24,schemaPath:"#/properties/status/properties/warnings/items/required",keyword:"required",params:{missingProperty: "message"},message:"must have required property '"+"message"+"'"};
if(vErrors === null){
vErrors = [err486];
}
else {
vErrors.push(err486);
}
errors++;
}
for(const key36 in data242){
if(!((key36 === "field") || (key36 === "message"))){
const err487 = {instancePath:instancePath+"/status/warnings/" + i24,schemaPath:"#/properties/status/properties/warnings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key36},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err487];
}
else {
vErrors.push(err487);
}
errors++;
}
}
if(data242.field !== undefined){
let data243 = data242.field;
if(typeof data243 === "string"){
if(func2(data243) > 1024){
const err488 = {instancePath:instancePath+"/status/warnings/" + i24+"/field",schemaPath:"#/properties/status/properties/warnings/items/properties/field/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err488];
}
else {
vErrors.push(err488);
}
errors++;
}
}
else {
const err489 = {instancePath:instancePath+"/status/warnings/" + i24+"/field",schemaPath:"#/properties/status/properties/warnings/items/properties/field/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err489];
}
else {
vErrors.push(err489);
}
errors++;
}
}
if(data242.message !== undefined){
let data244 = data242.message;
if(typeof data244 === "string"){
if(func2(data244) > 4096){
const err490 = {instancePath:instancePath+"/status/warnings/" + i24+"/message",schemaPath:"#/properties/status/properties/warnings/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err490];
}
else {
vErrors.push(err490);
}
errors++;
}
}
else {
const err491 = {instancePath:instancePath+"/status/warnings/" + i24+"/message",schemaPath:"#/properties/status/properties/warnings/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err491];
}
else {
vErrors.push(err491);
}
errors++;
}
}
}
else {
const err492 = {instancePath:instancePath+"/status/warnings/" + i24,schemaPath:"#/properties/status/properties/warnings/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err492];
}
else {
vErrors.push(err492);
}
errors++;
}
}
}
else {
const err493 = {instancePath:instancePath+"/status/warnings",schemaPath:"#/properties/status/properties/warnings/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err493];
}
else {
vErrors.push(err493);
}
errors++;
}
}
if(data189.conditions !== undefined){
let data245 = data189.conditions;
if(Array.isArray(data245)){
if(data245.length > 32){
const err494 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err494];
}
else {
vErrors.push(err494);
}
errors++;
}
const len24 = data245.length;
for(let i25=0; i25<len24; i25++){
let data246 = data245[i25];
if(data246 && typeof data246 == "object" && !Array.isArray(data246)){
if(data246.type === undefined){
const err495 = {instancePath:instancePath+"/status/conditions/" + i25,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err495];
}
else {
vErrors.push(err495);
}
errors++;
}
if(data246.status === undefined){
const err496 = {instancePath:instancePath+"/status/conditions/" + i25,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "status"},message:"must have required property '"+"status"+"'"};
if(vErrors === null){
vErrors = [err496];
}
else {
vErrors.push(err496);
}
errors++;
}
if(data246.lastTransitionTime === undefined){
const err497 = {instancePath:instancePath+"/status/conditions/" + i25,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "lastTransitionTime"},message:"must have required property '"+"lastTransitionTime"+"'"};
if(vErrors === null){
vErrors = [err497];
}
else {
vErrors.push(err497);
}
errors++;
}
if(data246.reason === undefined){
const err498 = {instancePath:instancePath+"/status/conditions/" + i25,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err498];
}
else {
vErrors.push(err498);
}
errors++;
}
if(data246.message === undefined){
const err499 = {instancePath:instancePath+"/status/conditions/" + i25,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "message"},message:"must have required property '"+"message"+"'"};
if(vErrors === null){
vErrors = [err499];
}
else {
vErrors.push(err499);
}
errors++;
}
for(const key37 in data246){
if(!((((((key37 === "type") || (key37 === "status")) || (key37 === "observedGeneration")) || (key37 === "lastTransitionTime")) || (key37 === "reason")) || (key37 === "message"))){
const err500 = {instancePath:instancePath+"/status/conditions/" + i25,schemaPath:"#/properties/status/properties/conditions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key37},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err500];
}
else {
vErrors.push(err500);
}
errors++;
}
}
if(data246.type !== undefined){
let data247 = data246.type;
if(typeof data247 === "string"){
if(func2(data247) > 316){
const err501 = {instancePath:instancePath+"/status/conditions/" + i25+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 316},message:"must NOT have more than 316 characters"};
if(vErrors === null){
vErrors = [err501];
}
else {
vErrors.push(err501);
}
errors++;
}
}
else {
const err502 = {instancePath:instancePath+"/status/conditions/" + i25+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err502];
}
else {
vErrors.push(err502);
}
errors++;
}
}
if(data246.status !== undefined){
let data248 = data246.status;
if(typeof data248 !== "string"){
const err503 = {instancePath:instancePath+"/status/conditions/" + i25+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err503];
}
else {
vErrors.push(err503);
}
errors++;
}
if(!(((data248 === "True") || (data248 === "False")) || (data248 === "Unknown"))){
const err504 = {instancePath:instancePath+"/status/conditions/" + i25+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.conditions.items.properties.status.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err504];
}
else {
vErrors.push(err504);
}
errors++;
}
}
if(data246.observedGeneration !== undefined){
let data249 = data246.observedGeneration;
if(!((typeof data249 == "number") && (!(data249 % 1) && !isNaN(data249)))){
const err505 = {instancePath:instancePath+"/status/conditions/" + i25+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err505];
}
else {
vErrors.push(err505);
}
errors++;
}
if(typeof data249 == "number"){
if(data249 < 0 || isNaN(data249)){
const err506 = {instancePath:instancePath+"/status/conditions/" + i25+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err506];
}
else {
vErrors.push(err506);
}
errors++;
}
if(!(formats8.validate(data249))){
const err507 = {instancePath:instancePath+"/status/conditions/" + i25+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err507];
}
else {
vErrors.push(err507);
}
errors++;
}
}
}
if(data246.lastTransitionTime !== undefined){
let data250 = data246.lastTransitionTime;
if(typeof data250 === "string"){
if(!(formats60.validate(data250))){
const err508 = {instancePath:instancePath+"/status/conditions/" + i25+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err508];
}
else {
vErrors.push(err508);
}
errors++;
}
}
else {
const err509 = {instancePath:instancePath+"/status/conditions/" + i25+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err509];
}
else {
vErrors.push(err509);
}
errors++;
}
}
if(data246.reason !== undefined){
let data251 = data246.reason;
if(typeof data251 === "string"){
if(func2(data251) > 1024){
const err510 = {instancePath:instancePath+"/status/conditions/" + i25+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err510];
}
else {
vErrors.push(err510);
}
errors++;
}
if(func2(data251) < 1){
const err511 = {instancePath:instancePath+"/status/conditions/" + i25+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err511];
}
else {
vErrors.push(err511);
}
errors++;
}
}
else {
const err512 = {instancePath:instancePath+"/status/conditions/" + i25+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err512];
}
else {
vErrors.push(err512);
}
errors++;
}
}
if(data246.message !== undefined){
let data252 = data246.message;
if(typeof data252 === "string"){
if(func2(data252) > 32768){
const err513 = {instancePath:instancePath+"/status/conditions/" + i25+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 32768},message:"must NOT have more than 32768 characters"};
if(vErrors === null){
vErrors = [err513];
}
else {
vErrors.push(err513);
}
errors++;
}
}
else {
const err514 = {instancePath:instancePath+"/status/conditions/" + i25+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err514];
}
else {
vErrors.push(err514);
}
errors++;
}
}
}
else {
const err515 = {instancePath:instancePath+"/status/conditions/" + i25,schemaPath:"#/properties/status/properties/conditions/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err515];
}
else {
vErrors.push(err515);
}
errors++;
}
}
if(!func10(data245, ["type"])){
const err516 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err516];
}
else {
vErrors.push(err516);
}
errors++;
}
}
else {
const err517 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err517];
}
else {
vErrors.push(err517);
}
errors++;
}
}
}
else {
const err518 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err518];
}
else {
vErrors.push(err518);
}
errors++;
}
}
}
else {
const err519 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err519];
}
else {
vErrors.push(err519);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
