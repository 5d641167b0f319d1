// Generated from crds/iceoryxdeployments.iceoryx.io.yaml by `npm run generate`. Do not edit.
// @ts-nocheck: written by ajv, in JavaScript
/* oxlint-disable */
import { formats, haveDistinctKeys } from './schema-checks.ts';
export const validate = validate10;
export default validate10;
const schema11 = {"type":"object","required":["spec"],"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object","properties":{"name":{"type":"string","maxLength":253}}},"spec":{"type":"object","required":["template","roudi"],"properties":{"replicas":{"type":"integer","format":"int32","minimum":0,"default":1},"paused":{"type":"boolean","default":false},"minReadySeconds":{"type":"integer","format":"int32","minimum":0,"default":0},"revisionHistoryLimit":{"type":"integer","format":"int32","minimum":0,"default":10},"progressDeadlineSeconds":{"type":"integer","format":"int32","minimum":1,"default":600},"strategy":{"type":"object","default":{},"properties":{"type":{"type":"string","enum":["RollingUpdate","Recreate"],"default":"RollingUpdate"},"rollingUpdate":{"type":"object","properties":{"maxSurge":{"x-kubernetes-int-or-string":true,"maxLength":16,"type":["integer","string"]},"maxUnavailable":{"x-kubernetes-int-or-string":true,"maxLength":16,"type":["integer","string"]}},"additionalProperties":false}},"additionalProperties":false},"template":{"type":"object","required":["spec"],"properties":{"metadata":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"labels":{"type":"object","maxProperties":256,"additionalProperties":{"type":"string","maxLength":63}},"annotations":{"type":"object","maxProperties":256,"additionalProperties":{"type":"string"}}}},"spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["containers"],"properties":{"containers":{"type":"array","minItems":1,"maxItems":64,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["name"],"properties":{"name":{"type":"string","maxLength":63},"securityContext":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"runAsUser":{"type":"integer","format":"int64","minimum":0},"runAsGroup":{"type":"integer","format":"int64","minimum":0}}},"command":{"type":"array","maxItems":4096,"items":{"type":"string"}},"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}},"requests":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}}}},"restartPolicy":{"type":"string"},"lifecycle":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"postStart":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"sleep":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"seconds":{"type":"integer","format":"int64"}}}}},"preStop":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"sleep":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"seconds":{"type":"integer","format":"int64"}}}}},"stopSignal":{"type":"string"}}},"volumeDevices":{"type":"array","maxItems":128,"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"devicePath":{"type":"string"}}}},"volumeMounts":{"type":"array","maxItems":128,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["mountPath"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["mountPath","name"],"properties":{"mountPath":{"type":"string","maxLength":4096},"name":{"type":"string","maxLength":63},"readOnly":{"type":"boolean"},"subPath":{"type":"string"},"subPathExpr":{"type":"string"}}}}}}},"initContainers":{"type":"array","maxItems":64,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["name"],"properties":{"name":{"type":"string","maxLength":63},"securityContext":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"runAsUser":{"type":"integer","format":"int64","minimum":0},"runAsGroup":{"type":"integer","format":"int64","minimum":0}}},"command":{"type":"array","maxItems":4096,"items":{"type":"string"}},"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}},"requests":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}}}},"restartPolicy":{"type":"string"},"lifecycle":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"postStart":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"sleep":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"seconds":{"type":"integer","format":"int64"}}}}},"preStop":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"sleep":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"seconds":{"type":"integer","format":"int64"}}}}},"stopSignal":{"type":"string"}}},"volumeDevices":{"type":"array","maxItems":128,"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"devicePath":{"type":"string"}}}},"volumeMounts":{"type":"array","maxItems":128,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["mountPath"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["mountPath","name"],"properties":{"mountPath":{"type":"string","maxLength":4096},"name":{"type":"string","maxLength":63},"readOnly":{"type":"boolean"},"subPath":{"type":"string"},"subPathExpr":{"type":"string"}}}}}}},"volumes":{"type":"array","maxItems":256,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["name"],"properties":{"name":{"type":"string","maxLength":63},"emptyDir":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"medium":{"type":"string"}}}}}},"securityContext":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"runAsUser":{"type":"integer","format":"int64","minimum":0},"runAsGroup":{"type":"integer","format":"int64","minimum":0}}},"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}},"requests":{"type":"object","additionalProperties":{"x-kubernetes-preserve-unknown-fields":true}}}},"nodeSelector":{"type":"object","additionalProperties":{"type":"string","maxLength":63}},"ephemeralContainers":{"type":"array","maxItems":64,"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true}},"hostNetwork":{"type":"boolean"},"shareProcessNamespace":{"type":"boolean"},"hostPID":{"type":"boolean"},"restartPolicy":{"type":"string","maxLength":64},"terminationGracePeriodSeconds":{"type":"integer","format":"int64","minimum":0},"os":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"name":{"type":"string","maxLength":64}}}}}},"additionalProperties":false},"containers":{"type":"array","minItems":1,"maxItems":64,"x-kubernetes-list-type":"set","items":{"type":"string","minLength":1,"maxLength":63},"uniqueItems":true},"roudi":{"type":"object","required":["image"],"properties":{"image":{"type":"string","minLength":1,"maxLength":1024},"imagePullPolicy":{"type":"string","enum":["Always","IfNotPresent","Never"]},"release":{"type":"string","enum":["2.0","2.95"]},"command":{"type":"array","default":["iox-roudi"],"minItems":1,"maxItems":16,"x-kubernetes-list-type":"atomic","items":{"type":"string","maxLength":1024}},"extraArgs":{"type":"array","maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"string","maxLength":256}},"env":{"type":"array","maxItems":128,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253},"value":{"type":"string"}}}},"segments":{"type":"array","minItems":1,"maxItems":100,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["mempools"],"properties":{"writer":{"type":"string","maxLength":32},"reader":{"type":"string","maxLength":32},"mempools":{"type":"array","minItems":1,"maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["size","count"],"properties":{"size":{"type":"integer","format":"int64","maximum":1099511627776},"count":{"type":"integer","format":"int64","minimum":1,"maximum":4294967295}},"additionalProperties":false}}},"additionalProperties":false}},"managementBytes":{"type":"integer","format":"int64","minimum":1,"maximum":1099511627776},"logLevel":{"type":"string","enum":["Off","Fatal","Error","Warning","Info","Debug","Verbose"],"default":"Warning"},"monitoring":{"type":"boolean","default":true},"compatibility":{"type":"string","enum":["Off","Major","Minor","Patch","CommitId","BuildDate"],"default":"Patch"},"killDelaySeconds":{"type":"integer","format":"int32","minimum":0,"maximum":86400},"terminationDelaySeconds":{"type":"integer","format":"int32","minimum":0,"maximum":86400},"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}},"requests":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}}}},"securityContext":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"runAsUser":{"type":"integer","format":"int64"},"runAsGroup":{"type":"integer","format":"int64"}}}},"additionalProperties":false},"link":{"type":"object","properties":{"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}},"requests":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}}}}},"additionalProperties":false},"identity":{"type":"object","required":["users"],"properties":{"users":{"type":"array","minItems":1,"maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","uid","group","gid"],"properties":{"name":{"type":"string","maxLength":32},"uid":{"type":"integer","format":"int64","minimum":1,"maximum":4294967294},"group":{"type":"string","maxLength":32},"gid":{"type":"integer","format":"int64","minimum":1,"maximum":4294967294}},"additionalProperties":false}}},"additionalProperties":false},"sharedMemory":{"type":"object","default":{},"properties":{"sizeLimit":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]},"headroomPercent":{"type":"integer","format":"int32","minimum":0,"maximum":1000,"default":10}},"additionalProperties":false},"termination":{"type":"object","default":{},"properties":{"appStopSeconds":{"type":"integer","format":"int32","minimum":0,"maximum":86400,"default":10},"signalApps":{"type":"string","enum":["Auto","Always","Never"],"default":"Auto"},"gracePeriodSeconds":{"type":"integer","format":"int64","minimum":1,"maximum":604800}},"additionalProperties":false},"recovery":{"type":"object","default":{},"properties":{"mode":{"type":"string","enum":["InPlace","None"],"default":"InPlace"}},"additionalProperties":false}},"additionalProperties":false},"status":{"type":"object","properties":{"observedGeneration":{"type":"integer","format":"int64"},"replicas":{"type":"integer","format":"int32"},"updatedReplicas":{"type":"integer","format":"int32"},"readyReplicas":{"type":"integer","format":"int32"},"availableReplicas":{"type":"integer","format":"int32"},"selector":{"type":"string"},"deployment":{"type":"object","required":["uid","generation","digest"],"properties":{"uid":{"type":"string"},"generation":{"type":"integer","format":"int64"},"digest":{"type":"string"}},"additionalProperties":false},"terminationGracePeriodSeconds":{"type":"integer","format":"int64"},"sharedMemory":{"type":"object","properties":{"size":{"type":"string"},"segmentBytes":{"type":"integer","format":"int64"},"volumeBytes":{"type":"integer","format":"int64"},"explanation":{"type":"string"},"segments":{"type":"array","maxItems":101,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["name","bytes"],"properties":{"name":{"type":"string"},"bytes":{"type":"integer","format":"int64"}},"additionalProperties":false}}},"additionalProperties":false},"roudi":{"type":"object","properties":{"release":{"type":"string"},"memoryBytes":{"type":"integer","format":"int64"},"ready":{"type":"integer","format":"int32"}},"additionalProperties":false},"computed":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","value","sum"],"properties":{"name":{"type":"string","maxLength":63},"value":{"type":"string","maxLength":128},"sum":{"type":"string","maxLength":1024}},"additionalProperties":false}},"warnings":{"type":"array","maxItems":64,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["field","message"],"properties":{"field":{"type":"string","maxLength":1024},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}},"conditions":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["type"],"items":{"type":"object","required":["type","status","lastTransitionTime","reason","message"],"properties":{"type":{"type":"string","maxLength":316},"status":{"type":"string","enum":["True","False","Unknown"]},"observedGeneration":{"type":"integer","format":"int64","minimum":0},"lastTransitionTime":{"type":"string","format":"date-time"},"reason":{"type":"string","minLength":1,"maxLength":1024},"message":{"type":"string","maxLength":32768}},"additionalProperties":false}}},"additionalProperties":false}},"additionalProperties":false};
import func2 from '@kubernetes-models/validate/runtime/ucs2length';
const func3 = Object.prototype.hasOwnProperty;
const func10 = haveDistinctKeys;
const formats0 = formats.int32;
const formats8 = formats.int64;
const formats80 = formats["date-time"];

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
if(data4.roudi === undefined){
const err8 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "roudi"},message:"must have required property '"+"roudi"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
for(const key1 in data4){
if(!(func3.call(schema11.properties.spec.properties, key1))){
const err9 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
let data5 = data4.replicas;
if(!((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5)))){
const err10 = {instancePath:instancePath+"/spec/replicas",schemaPath:"#/properties/spec/properties/replicas/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(typeof data5 == "number"){
if(data5 < 0 || isNaN(data5)){
const err11 = {instancePath:instancePath+"/spec/replicas",schemaPath:"#/properties/spec/properties/replicas/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!(formats0.validate(data5))){
const err12 = {instancePath:instancePath+"/spec/replicas",schemaPath:"#/properties/spec/properties/replicas/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(typeof data4.paused !== "boolean"){
const err13 = {instancePath:instancePath+"/spec/paused",schemaPath:"#/properties/spec/properties/paused/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
let data7 = data4.minReadySeconds;
if(!((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7)))){
const err14 = {instancePath:instancePath+"/spec/minReadySeconds",schemaPath:"#/properties/spec/properties/minReadySeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(typeof data7 == "number"){
if(data7 < 0 || isNaN(data7)){
const err15 = {instancePath:instancePath+"/spec/minReadySeconds",schemaPath:"#/properties/spec/properties/minReadySeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!(formats0.validate(data7))){
const err16 = {instancePath:instancePath+"/spec/minReadySeconds",schemaPath:"#/properties/spec/properties/minReadySeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
let data8 = data4.revisionHistoryLimit;
if(!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))){
const err17 = {instancePath:instancePath+"/spec/revisionHistoryLimit",schemaPath:"#/properties/spec/properties/revisionHistoryLimit/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(typeof data8 == "number"){
if(data8 < 0 || isNaN(data8)){
const err18 = {instancePath:instancePath+"/spec/revisionHistoryLimit",schemaPath:"#/properties/spec/properties/revisionHistoryLimit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(!(formats0.validate(data8))){
const err19 = {instancePath:instancePath+"/spec/revisionHistoryLimit",schemaPath:"#/properties/spec/properties/revisionHistoryLimit/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
let data9 = data4.progressDeadlineSeconds;
if(!((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9)))){
const err20 = {instancePath:instancePath+"/spec/progressDeadlineSeconds",schemaPath:"#/properties/spec/properties/progressDeadlineSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(typeof data9 == "number"){
if(data9 < 1 || isNaN(data9)){
const err21 = {instancePath:instancePath+"/spec/progressDeadlineSeconds",schemaPath:"#/properties/spec/properties/progressDeadlineSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!(formats0.validate(data9))){
const err22 = {instancePath:instancePath+"/spec/progressDeadlineSeconds",schemaPath:"#/properties/spec/properties/progressDeadlineSeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
let data10 = data4.strategy;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.type === undefined){
data10.type = "RollingUpdate";
}
for(const key2 in data10){
if(!((key2 === "type") || (key2 === "rollingUpdate"))){
const err23 = {instancePath:instancePath+"/spec/strategy",schemaPath:"#/properties/spec/properties/strategy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
let data11 = data10.type;
if(typeof data11 !== "string"){
const err24 = {instancePath:instancePath+"/spec/strategy/type",schemaPath:"#/properties/spec/properties/strategy/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!((data11 === "RollingUpdate") || (data11 === "Recreate"))){
const err25 = {instancePath:instancePath+"/spec/strategy/type",schemaPath:"#/properties/spec/properties/strategy/properties/type/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.strategy.properties.type.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data10.rollingUpdate !== undefined){
let data12 = data10.rollingUpdate;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key3 in data12){
if(!((key3 === "maxSurge") || (key3 === "maxUnavailable"))){
const err26 = {instancePath:instancePath+"/spec/strategy/rollingUpdate",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data12.maxSurge !== undefined){
let data13 = data12.maxSurge;
if((!((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13)))) && (typeof data13 !== "string")){
const err27 = {instancePath:instancePath+"/spec/strategy/rollingUpdate/maxSurge",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/properties/maxSurge/type",keyword:"type",params:{type: schema11.properties.spec.properties.strategy.properties.rollingUpdate.properties.maxSurge.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(typeof data13 === "string"){
if(func2(data13) > 16){
const err28 = {instancePath:instancePath+"/spec/strategy/rollingUpdate/maxSurge",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/properties/maxSurge/maxLength",keyword:"maxLength",params:{limit: 16},message:"must NOT have more than 16 characters"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
if(data12.maxUnavailable !== undefined){
let data14 = data12.maxUnavailable;
if((!((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14)))) && (typeof data14 !== "string")){
const err29 = {instancePath:instancePath+"/spec/strategy/rollingUpdate/maxUnavailable",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/properties/maxUnavailable/type",keyword:"type",params:{type: schema11.properties.spec.properties.strategy.properties.rollingUpdate.properties.maxUnavailable.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(typeof data14 === "string"){
if(func2(data14) > 16){
const err30 = {instancePath:instancePath+"/spec/strategy/rollingUpdate/maxUnavailable",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/properties/maxUnavailable/maxLength",keyword:"maxLength",params:{limit: 16},message:"must NOT have more than 16 characters"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
}
else {
const err31 = {instancePath:instancePath+"/spec/strategy/rollingUpdate",schemaPath:"#/properties/spec/properties/strategy/properties/rollingUpdate/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err32 = {instancePath:instancePath+"/spec/strategy",schemaPath:"#/properties/spec/properties/strategy/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data4.template !== undefined){
let data15 = data4.template;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.spec === undefined){
const err33 = {instancePath:instancePath+"/spec/template",schemaPath:"#/properties/spec/properties/template/required",keyword:"required",params:{missingProperty: "spec"},message:"must have required property '"+"spec"+"'"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
for(const key4 in data15){
if(!((key4 === "metadata") || (key4 === "spec"))){
const err34 = {instancePath:instancePath+"/spec/template",schemaPath:"#/properties/spec/properties/template/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data15.metadata !== undefined){
let data16 = data15.metadata;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.labels !== undefined){
let data17 = data16.labels;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(Object.keys(data17).length > 256){
const err35 = {instancePath:instancePath+"/spec/template/metadata/labels",schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 256},message:"must NOT have more than 256 properties"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
for(const key5 in data17){
let data18 = data17[key5];
if(typeof data18 === "string"){
if(func2(data18) > 63){
const err36 = {instancePath:instancePath+"/spec/template/metadata/labels/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/spec/template/metadata/labels/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/spec/template/metadata/labels",schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data16.annotations !== undefined){
let data19 = data16.annotations;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(Object.keys(data19).length > 256){
const err39 = {instancePath:instancePath+"/spec/template/metadata/annotations",schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 256},message:"must NOT have more than 256 properties"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
for(const key6 in data19){
if(typeof data19[key6] !== "string"){
const err40 = {instancePath:instancePath+"/spec/template/metadata/annotations/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/spec/template/metadata/annotations",schemaPath:"#/properties/spec/properties/template/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err42 = {instancePath:instancePath+"/spec/template/metadata",schemaPath:"#/properties/spec/properties/template/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data15.spec !== undefined){
let data21 = data15.spec;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.containers === undefined){
const err43 = {instancePath:instancePath+"/spec/template/spec",schemaPath:"#/properties/spec/properties/template/properties/spec/required",keyword:"required",params:{missingProperty: "containers"},message:"must have required property '"+"containers"+"'"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data21.containers !== undefined){
let data22 = data21.containers;
if(Array.isArray(data22)){
if(data22.length > 64){
const err44 = {instancePath:instancePath+"/spec/template/spec/containers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data22.length < 1){
const err45 = {instancePath:instancePath+"/spec/template/spec/containers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
const len0 = data22.length;
for(let i0=0; i0<len0; i0++){
let data23 = data22[i0];
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.name === undefined){
const err46 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data23.name !== undefined){
let data24 = data23.name;
if(typeof data24 === "string"){
if(func2(data24) > 63){
const err47 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data23.securityContext !== undefined){
let data25 = data23.securityContext;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.runAsUser !== undefined){
let data26 = data25.runAsUser;
if(!((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26)))){
const err49 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsUser/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(typeof data26 == "number"){
if(data26 < 0 || isNaN(data26)){
const err50 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsUser/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(!(formats8.validate(data26))){
const err51 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsUser/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
if(data25.runAsGroup !== undefined){
let data27 = data25.runAsGroup;
if(!((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27)))){
const err52 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsGroup/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(typeof data27 == "number"){
if(data27 < 0 || isNaN(data27)){
const err53 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsGroup/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(!(formats8.validate(data27))){
const err54 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/properties/runAsGroup/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
}
else {
const err55 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/securityContext",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/securityContext/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data23.command !== undefined){
let data28 = data23.command;
if(Array.isArray(data28)){
if(data28.length > 4096){
const err56 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/command",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/command/maxItems",keyword:"maxItems",params:{limit: 4096},message:"must NOT have more than 4096 items"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
const len1 = data28.length;
for(let i1=0; i1<len1; i1++){
if(typeof data28[i1] !== "string"){
const err57 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/command/" + i1,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
else {
const err58 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/command",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data23.resources !== undefined){
let data30 = data23.resources;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.limits !== undefined){
let data31 = data30.limits;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
}
else {
const err59 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/resources/limits",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data30.requests !== undefined){
let data32 = data30.requests;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
}
else {
const err60 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/resources/requests",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/resources",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data23.restartPolicy !== undefined){
if(typeof data23.restartPolicy !== "string"){
const err62 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/restartPolicy",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/restartPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data23.lifecycle !== undefined){
let data34 = data23.lifecycle;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.postStart !== undefined){
let data35 = data34.postStart;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.sleep !== undefined){
let data36 = data35.sleep;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(data36.seconds !== undefined){
let data37 = data36.seconds;
if(!((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37)))){
const err63 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/postStart/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/postStart/properties/sleep/properties/seconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(typeof data37 == "number"){
if(!(formats8.validate(data37))){
const err64 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/postStart/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/postStart/properties/sleep/properties/seconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
}
else {
const err65 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/postStart/sleep",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/postStart/properties/sleep/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
else {
const err66 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/postStart",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/postStart/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data34.preStop !== undefined){
let data38 = data34.preStop;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
if(data38.sleep !== undefined){
let data39 = data38.sleep;
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
if(data39.seconds !== undefined){
let data40 = data39.seconds;
if(!((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40)))){
const err67 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/preStop/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/preStop/properties/sleep/properties/seconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(typeof data40 == "number"){
if(!(formats8.validate(data40))){
const err68 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/preStop/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/preStop/properties/sleep/properties/seconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
}
else {
const err69 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/preStop/sleep",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/preStop/properties/sleep/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/preStop",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/preStop/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data34.stopSignal !== undefined){
if(typeof data34.stopSignal !== "string"){
const err71 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle/stopSignal",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/properties/stopSignal/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err72 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/lifecycle",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/lifecycle/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data23.volumeDevices !== undefined){
let data42 = data23.volumeDevices;
if(Array.isArray(data42)){
if(data42.length > 128){
const err73 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeDevices",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeDevices/maxItems",keyword:"maxItems",params:{limit: 128},message:"must NOT have more than 128 items"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
const len2 = data42.length;
for(let i2=0; i2<len2; i2++){
let data43 = data42[i2];
if(data43 && typeof data43 == "object" && !Array.isArray(data43)){
if(data43.devicePath !== undefined){
if(typeof data43.devicePath !== "string"){
const err74 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeDevices/" + i2+"/devicePath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeDevices/items/properties/devicePath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeDevices/" + i2,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeDevices/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeDevices",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeDevices/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data23.volumeMounts !== undefined){
let data45 = data23.volumeMounts;
if(Array.isArray(data45)){
if(data45.length > 128){
const err77 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/maxItems",keyword:"maxItems",params:{limit: 128},message:"must NOT have more than 128 items"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
const len3 = data45.length;
for(let i3=0; i3<len3; i3++){
let data46 = data45[i3];
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
if(data46.mountPath === undefined){
const err78 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "mountPath"},message:"must have required property '"+"mountPath"+"'"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data46.name === undefined){
const err79 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data46.mountPath !== undefined){
let data47 = data46.mountPath;
if(typeof data47 === "string"){
if(func2(data47) > 4096){
const err80 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/mountPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/mountPath/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
else {
const err81 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/mountPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/mountPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data46.name !== undefined){
let data48 = data46.name;
if(typeof data48 === "string"){
if(func2(data48) > 63){
const err82 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
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
const err83 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data46.readOnly !== undefined){
if(typeof data46.readOnly !== "boolean"){
const err84 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/readOnly",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/readOnly/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data46.subPath !== undefined){
if(typeof data46.subPath !== "string"){
const err85 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/subPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/subPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data46.subPathExpr !== undefined){
if(typeof data46.subPathExpr !== "string"){
const err86 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3+"/subPathExpr",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/properties/subPathExpr/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts/" + i3,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(!func10(data45, ["mountPath"])){
const err88 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
else {
const err89 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/properties/volumeMounts/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/spec/template/spec/containers/" + i0,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(!func10(data22, ["name"])){
const err91 = {instancePath:instancePath+"/spec/template/spec/containers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
else {
const err92 = {instancePath:instancePath+"/spec/template/spec/containers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/containers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data21.initContainers !== undefined){
let data52 = data21.initContainers;
if(Array.isArray(data52)){
if(data52.length > 64){
const err93 = {instancePath:instancePath+"/spec/template/spec/initContainers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
const len4 = data52.length;
for(let i4=0; i4<len4; i4++){
let data53 = data52[i4];
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
if(data53.name === undefined){
const err94 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(data53.name !== undefined){
let data54 = data53.name;
if(typeof data54 === "string"){
if(func2(data54) > 63){
const err95 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data53.securityContext !== undefined){
let data55 = data53.securityContext;
if(data55 && typeof data55 == "object" && !Array.isArray(data55)){
if(data55.runAsUser !== undefined){
let data56 = data55.runAsUser;
if(!((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56)))){
const err97 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsUser/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(typeof data56 == "number"){
if(data56 < 0 || isNaN(data56)){
const err98 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsUser/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(!(formats8.validate(data56))){
const err99 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsUser/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
}
if(data55.runAsGroup !== undefined){
let data57 = data55.runAsGroup;
if(!((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57)))){
const err100 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsGroup/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(typeof data57 == "number"){
if(data57 < 0 || isNaN(data57)){
const err101 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsGroup/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(!(formats8.validate(data57))){
const err102 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/properties/runAsGroup/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
}
}
else {
const err103 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/securityContext",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/securityContext/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data53.command !== undefined){
let data58 = data53.command;
if(Array.isArray(data58)){
if(data58.length > 4096){
const err104 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/command",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/command/maxItems",keyword:"maxItems",params:{limit: 4096},message:"must NOT have more than 4096 items"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
const len5 = data58.length;
for(let i5=0; i5<len5; i5++){
if(typeof data58[i5] !== "string"){
const err105 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/command/" + i5,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err106 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/command",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data53.resources !== undefined){
let data60 = data53.resources;
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
if(data60.limits !== undefined){
let data61 = data60.limits;
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
}
else {
const err107 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/resources/limits",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data60.requests !== undefined){
let data62 = data60.requests;
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
}
else {
const err108 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/resources/requests",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err109 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/resources",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data53.restartPolicy !== undefined){
if(typeof data53.restartPolicy !== "string"){
const err110 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/restartPolicy",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/restartPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data53.lifecycle !== undefined){
let data64 = data53.lifecycle;
if(data64 && typeof data64 == "object" && !Array.isArray(data64)){
if(data64.postStart !== undefined){
let data65 = data64.postStart;
if(data65 && typeof data65 == "object" && !Array.isArray(data65)){
if(data65.sleep !== undefined){
let data66 = data65.sleep;
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
if(data66.seconds !== undefined){
let data67 = data66.seconds;
if(!((typeof data67 == "number") && (!(data67 % 1) && !isNaN(data67)))){
const err111 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/postStart/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/postStart/properties/sleep/properties/seconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
if(typeof data67 == "number"){
if(!(formats8.validate(data67))){
const err112 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/postStart/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/postStart/properties/sleep/properties/seconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
}
}
else {
const err113 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/postStart/sleep",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/postStart/properties/sleep/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
}
else {
const err114 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/postStart",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/postStart/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data64.preStop !== undefined){
let data68 = data64.preStop;
if(data68 && typeof data68 == "object" && !Array.isArray(data68)){
if(data68.sleep !== undefined){
let data69 = data68.sleep;
if(data69 && typeof data69 == "object" && !Array.isArray(data69)){
if(data69.seconds !== undefined){
let data70 = data69.seconds;
if(!((typeof data70 == "number") && (!(data70 % 1) && !isNaN(data70)))){
const err115 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/preStop/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/preStop/properties/sleep/properties/seconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(typeof data70 == "number"){
if(!(formats8.validate(data70))){
const err116 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/preStop/sleep/seconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/preStop/properties/sleep/properties/seconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
}
else {
const err117 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/preStop/sleep",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/preStop/properties/sleep/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
else {
const err118 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/preStop",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/preStop/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data64.stopSignal !== undefined){
if(typeof data64.stopSignal !== "string"){
const err119 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle/stopSignal",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/properties/stopSignal/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err120 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/lifecycle",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/lifecycle/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data53.volumeDevices !== undefined){
let data72 = data53.volumeDevices;
if(Array.isArray(data72)){
if(data72.length > 128){
const err121 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeDevices",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeDevices/maxItems",keyword:"maxItems",params:{limit: 128},message:"must NOT have more than 128 items"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
const len6 = data72.length;
for(let i6=0; i6<len6; i6++){
let data73 = data72[i6];
if(data73 && typeof data73 == "object" && !Array.isArray(data73)){
if(data73.devicePath !== undefined){
if(typeof data73.devicePath !== "string"){
const err122 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeDevices/" + i6+"/devicePath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeDevices/items/properties/devicePath/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err123 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeDevices/" + i6,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeDevices/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
}
else {
const err124 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeDevices",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeDevices/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data53.volumeMounts !== undefined){
let data75 = data53.volumeMounts;
if(Array.isArray(data75)){
if(data75.length > 128){
const err125 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/maxItems",keyword:"maxItems",params:{limit: 128},message:"must NOT have more than 128 items"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
const len7 = data75.length;
for(let i7=0; i7<len7; i7++){
let data76 = data75[i7];
if(data76 && typeof data76 == "object" && !Array.isArray(data76)){
if(data76.mountPath === undefined){
const err126 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "mountPath"},message:"must have required property '"+"mountPath"+"'"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(data76.name === undefined){
const err127 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
if(data76.mountPath !== undefined){
let data77 = data76.mountPath;
if(typeof data77 === "string"){
if(func2(data77) > 4096){
const err128 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/mountPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/mountPath/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
else {
const err129 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/mountPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/mountPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
if(data76.name !== undefined){
let data78 = data76.name;
if(typeof data78 === "string"){
if(func2(data78) > 63){
const err130 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
else {
const err131 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data76.readOnly !== undefined){
if(typeof data76.readOnly !== "boolean"){
const err132 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/readOnly",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/readOnly/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data76.subPath !== undefined){
if(typeof data76.subPath !== "string"){
const err133 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/subPath",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/subPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
if(data76.subPathExpr !== undefined){
if(typeof data76.subPathExpr !== "string"){
const err134 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7+"/subPathExpr",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/properties/subPathExpr/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
}
else {
const err135 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts/" + i7,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(!func10(data75, ["mountPath"])){
const err136 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
else {
const err137 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4+"/volumeMounts",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/properties/volumeMounts/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err138 = {instancePath:instancePath+"/spec/template/spec/initContainers/" + i4,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(!func10(data52, ["name"])){
const err139 = {instancePath:instancePath+"/spec/template/spec/initContainers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
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
const err140 = {instancePath:instancePath+"/spec/template/spec/initContainers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/initContainers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data21.volumes !== undefined){
let data82 = data21.volumes;
if(Array.isArray(data82)){
if(data82.length > 256){
const err141 = {instancePath:instancePath+"/spec/template/spec/volumes",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
const len8 = data82.length;
for(let i8=0; i8<len8; i8++){
let data83 = data82[i8];
if(data83 && typeof data83 == "object" && !Array.isArray(data83)){
if(data83.name === undefined){
const err142 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
if(data83.name !== undefined){
let data84 = data83.name;
if(typeof data84 === "string"){
if(func2(data84) > 63){
const err143 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
else {
const err144 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8+"/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
if(data83.emptyDir !== undefined){
let data85 = data83.emptyDir;
if(data85 && typeof data85 == "object" && !Array.isArray(data85)){
if(data85.medium !== undefined){
if(typeof data85.medium !== "string"){
const err145 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8+"/emptyDir/medium",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/properties/emptyDir/properties/medium/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
}
else {
const err146 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8+"/emptyDir",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/properties/emptyDir/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
}
else {
const err147 = {instancePath:instancePath+"/spec/template/spec/volumes/" + i8,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(!func10(data82, ["name"])){
const err148 = {instancePath:instancePath+"/spec/template/spec/volumes",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
else {
const err149 = {instancePath:instancePath+"/spec/template/spec/volumes",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/volumes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
if(data21.securityContext !== undefined){
let data87 = data21.securityContext;
if(data87 && typeof data87 == "object" && !Array.isArray(data87)){
if(data87.runAsUser !== undefined){
let data88 = data87.runAsUser;
if(!((typeof data88 == "number") && (!(data88 % 1) && !isNaN(data88)))){
const err150 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsUser/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
if(typeof data88 == "number"){
if(data88 < 0 || isNaN(data88)){
const err151 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsUser/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(!(formats8.validate(data88))){
const err152 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsUser/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
}
if(data87.runAsGroup !== undefined){
let data89 = data87.runAsGroup;
if(!((typeof data89 == "number") && (!(data89 % 1) && !isNaN(data89)))){
const err153 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsGroup/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(typeof data89 == "number"){
if(data89 < 0 || isNaN(data89)){
const err154 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsGroup/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(!(formats8.validate(data89))){
const err155 = {instancePath:instancePath+"/spec/template/spec/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/properties/runAsGroup/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
}
else {
const err156 = {instancePath:instancePath+"/spec/template/spec/securityContext",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/securityContext/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
if(data21.resources !== undefined){
let data90 = data21.resources;
if(data90 && typeof data90 == "object" && !Array.isArray(data90)){
if(data90.limits !== undefined){
let data91 = data90.limits;
if(data91 && typeof data91 == "object" && !Array.isArray(data91)){
}
else {
const err157 = {instancePath:instancePath+"/spec/template/spec/resources/limits",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
if(data90.requests !== undefined){
let data92 = data90.requests;
if(data92 && typeof data92 == "object" && !Array.isArray(data92)){
}
else {
const err158 = {instancePath:instancePath+"/spec/template/spec/resources/requests",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err159 = {instancePath:instancePath+"/spec/template/spec/resources",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data21.nodeSelector !== undefined){
let data93 = data21.nodeSelector;
if(data93 && typeof data93 == "object" && !Array.isArray(data93)){
for(const key7 in data93){
let data94 = data93[key7];
if(typeof data94 === "string"){
if(func2(data94) > 63){
const err160 = {instancePath:instancePath+"/spec/template/spec/nodeSelector/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/template/properties/spec/properties/nodeSelector/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
else {
const err161 = {instancePath:instancePath+"/spec/template/spec/nodeSelector/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/template/properties/spec/properties/nodeSelector/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
}
else {
const err162 = {instancePath:instancePath+"/spec/template/spec/nodeSelector",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/nodeSelector/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data21.ephemeralContainers !== undefined){
let data95 = data21.ephemeralContainers;
if(Array.isArray(data95)){
if(data95.length > 64){
const err163 = {instancePath:instancePath+"/spec/template/spec/ephemeralContainers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/ephemeralContainers/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
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
if(!(data96 && typeof data96 == "object" && !Array.isArray(data96))){
const err164 = {instancePath:instancePath+"/spec/template/spec/ephemeralContainers/" + i9,schemaPath:"#/properties/spec/properties/template/properties/spec/properties/ephemeralContainers/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
}
else {
const err165 = {instancePath:instancePath+"/spec/template/spec/ephemeralContainers",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/ephemeralContainers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
if(data21.hostNetwork !== undefined){
if(typeof data21.hostNetwork !== "boolean"){
const err166 = {instancePath:instancePath+"/spec/template/spec/hostNetwork",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/hostNetwork/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
if(data21.shareProcessNamespace !== undefined){
if(typeof data21.shareProcessNamespace !== "boolean"){
const err167 = {instancePath:instancePath+"/spec/template/spec/shareProcessNamespace",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/shareProcessNamespace/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
if(data21.hostPID !== undefined){
if(typeof data21.hostPID !== "boolean"){
const err168 = {instancePath:instancePath+"/spec/template/spec/hostPID",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/hostPID/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data21.restartPolicy !== undefined){
let data100 = data21.restartPolicy;
if(typeof data100 === "string"){
if(func2(data100) > 64){
const err169 = {instancePath:instancePath+"/spec/template/spec/restartPolicy",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/restartPolicy/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
else {
const err170 = {instancePath:instancePath+"/spec/template/spec/restartPolicy",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/restartPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
if(data21.terminationGracePeriodSeconds !== undefined){
let data101 = data21.terminationGracePeriodSeconds;
if(!((typeof data101 == "number") && (!(data101 % 1) && !isNaN(data101)))){
const err171 = {instancePath:instancePath+"/spec/template/spec/terminationGracePeriodSeconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/terminationGracePeriodSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
if(typeof data101 == "number"){
if(data101 < 0 || isNaN(data101)){
const err172 = {instancePath:instancePath+"/spec/template/spec/terminationGracePeriodSeconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/terminationGracePeriodSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
if(!(formats8.validate(data101))){
const err173 = {instancePath:instancePath+"/spec/template/spec/terminationGracePeriodSeconds",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/terminationGracePeriodSeconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data21.os !== undefined){
let data102 = data21.os;
if(data102 && typeof data102 == "object" && !Array.isArray(data102)){
if(data102.name !== undefined){
let data103 = data102.name;
if(typeof data103 === "string"){
if(func2(data103) > 64){
const err174 = {instancePath:instancePath+"/spec/template/spec/os/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/os/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
else {
const err175 = {instancePath:instancePath+"/spec/template/spec/os/name",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/os/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
}
else {
const err176 = {instancePath:instancePath+"/spec/template/spec/os",schemaPath:"#/properties/spec/properties/template/properties/spec/properties/os/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err177 = {instancePath:instancePath+"/spec/template/spec",schemaPath:"#/properties/spec/properties/template/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
}
else {
const err178 = {instancePath:instancePath+"/spec/template",schemaPath:"#/properties/spec/properties/template/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data4.containers !== undefined){
let data104 = data4.containers;
if(Array.isArray(data104)){
if(data104.length > 64){
const err179 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
if(data104.length < 1){
const err180 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
const len10 = data104.length;
for(let i10=0; i10<len10; i10++){
let data105 = data104[i10];
if(typeof data105 === "string"){
if(func2(data105) > 63){
const err181 = {instancePath:instancePath+"/spec/containers/" + i10,schemaPath:"#/properties/spec/properties/containers/items/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
if(func2(data105) < 1){
const err182 = {instancePath:instancePath+"/spec/containers/" + i10,schemaPath:"#/properties/spec/properties/containers/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
else {
const err183 = {instancePath:instancePath+"/spec/containers/" + i10,schemaPath:"#/properties/spec/properties/containers/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
let i11 = data104.length;
let j0;
if(i11 > 1){
const indices0 = {};
for(;i11--;){
let item0 = data104[i11];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err184 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/uniqueItems",keyword:"uniqueItems",params:{i: i11, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i11+" are identical)"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
break;
}
indices0[item0] = i11;
}
}
}
else {
const err185 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
if(data4.roudi !== undefined){
let data106 = data4.roudi;
if(data106 && typeof data106 == "object" && !Array.isArray(data106)){
if(data106.command === undefined){
data106.command = ["iox-roudi"];
}
if(data106.logLevel === undefined){
data106.logLevel = "Warning";
}
if(data106.monitoring === undefined){
data106.monitoring = true;
}
if(data106.compatibility === undefined){
data106.compatibility = "Patch";
}
if(data106.image === undefined){
const err186 = {instancePath:instancePath+"/spec/roudi",schemaPath:"#/properties/spec/properties/roudi/required",keyword:"required",params:{missingProperty: "image"},message:"must have required property '"+"image"+"'"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
for(const key8 in data106){
if(!(func3.call(schema11.properties.spec.properties.roudi.properties, key8))){
const err187 = {instancePath:instancePath+"/spec/roudi",schemaPath:"#/properties/spec/properties/roudi/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
if(data106.image !== undefined){
let data107 = data106.image;
if(typeof data107 === "string"){
if(func2(data107) > 1024){
const err188 = {instancePath:instancePath+"/spec/roudi/image",schemaPath:"#/properties/spec/properties/roudi/properties/image/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
if(func2(data107) < 1){
const err189 = {instancePath:instancePath+"/spec/roudi/image",schemaPath:"#/properties/spec/properties/roudi/properties/image/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
else {
const err190 = {instancePath:instancePath+"/spec/roudi/image",schemaPath:"#/properties/spec/properties/roudi/properties/image/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data106.imagePullPolicy !== undefined){
let data108 = data106.imagePullPolicy;
if(typeof data108 !== "string"){
const err191 = {instancePath:instancePath+"/spec/roudi/imagePullPolicy",schemaPath:"#/properties/spec/properties/roudi/properties/imagePullPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
if(!(((data108 === "Always") || (data108 === "IfNotPresent")) || (data108 === "Never"))){
const err192 = {instancePath:instancePath+"/spec/roudi/imagePullPolicy",schemaPath:"#/properties/spec/properties/roudi/properties/imagePullPolicy/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.imagePullPolicy.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
if(data106.release !== undefined){
let data109 = data106.release;
if(typeof data109 !== "string"){
const err193 = {instancePath:instancePath+"/spec/roudi/release",schemaPath:"#/properties/spec/properties/roudi/properties/release/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
if(!((data109 === "2.0") || (data109 === "2.95"))){
const err194 = {instancePath:instancePath+"/spec/roudi/release",schemaPath:"#/properties/spec/properties/roudi/properties/release/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.release.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
let data110 = data106.command;
if(Array.isArray(data110)){
if(data110.length > 16){
const err195 = {instancePath:instancePath+"/spec/roudi/command",schemaPath:"#/properties/spec/properties/roudi/properties/command/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
if(data110.length < 1){
const err196 = {instancePath:instancePath+"/spec/roudi/command",schemaPath:"#/properties/spec/properties/roudi/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
const len11 = data110.length;
for(let i12=0; i12<len11; i12++){
let data111 = data110[i12];
if(typeof data111 === "string"){
if(func2(data111) > 1024){
const err197 = {instancePath:instancePath+"/spec/roudi/command/" + i12,schemaPath:"#/properties/spec/properties/roudi/properties/command/items/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
else {
const err198 = {instancePath:instancePath+"/spec/roudi/command/" + i12,schemaPath:"#/properties/spec/properties/roudi/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
}
else {
const err199 = {instancePath:instancePath+"/spec/roudi/command",schemaPath:"#/properties/spec/properties/roudi/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
if(data106.extraArgs !== undefined){
let data112 = data106.extraArgs;
if(Array.isArray(data112)){
if(data112.length > 32){
const err200 = {instancePath:instancePath+"/spec/roudi/extraArgs",schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
const len12 = data112.length;
for(let i13=0; i13<len12; i13++){
let data113 = data112[i13];
if(typeof data113 === "string"){
if(func2(data113) > 256){
const err201 = {instancePath:instancePath+"/spec/roudi/extraArgs/" + i13,schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/items/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
else {
const err202 = {instancePath:instancePath+"/spec/roudi/extraArgs/" + i13,schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
}
else {
const err203 = {instancePath:instancePath+"/spec/roudi/extraArgs",schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
if(data106.env !== undefined){
let data114 = data106.env;
if(Array.isArray(data114)){
if(data114.length > 128){
const err204 = {instancePath:instancePath+"/spec/roudi/env",schemaPath:"#/properties/spec/properties/roudi/properties/env/maxItems",keyword:"maxItems",params:{limit: 128},message:"must NOT have more than 128 items"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
const len13 = data114.length;
for(let i14=0; i14<len13; i14++){
let data115 = data114[i14];
if(data115 && typeof data115 == "object" && !Array.isArray(data115)){
if(data115.name === undefined){
const err205 = {instancePath:instancePath+"/spec/roudi/env/" + i14,schemaPath:"#/properties/spec/properties/roudi/properties/env/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
if(data115.name !== undefined){
let data116 = data115.name;
if(typeof data116 === "string"){
if(func2(data116) > 253){
const err206 = {instancePath:instancePath+"/spec/roudi/env/" + i14+"/name",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
if(func2(data116) < 1){
const err207 = {instancePath:instancePath+"/spec/roudi/env/" + i14+"/name",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
else {
const err208 = {instancePath:instancePath+"/spec/roudi/env/" + i14+"/name",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
if(data115.value !== undefined){
if(typeof data115.value !== "string"){
const err209 = {instancePath:instancePath+"/spec/roudi/env/" + i14+"/value",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/value/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err210 = {instancePath:instancePath+"/spec/roudi/env/" + i14,schemaPath:"#/properties/spec/properties/roudi/properties/env/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
if(!func10(data114, ["name"])){
const err211 = {instancePath:instancePath+"/spec/roudi/env",schemaPath:"#/properties/spec/properties/roudi/properties/env/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
else {
const err212 = {instancePath:instancePath+"/spec/roudi/env",schemaPath:"#/properties/spec/properties/roudi/properties/env/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
if(data106.segments !== undefined){
let data118 = data106.segments;
if(Array.isArray(data118)){
if(data118.length > 100){
const err213 = {instancePath:instancePath+"/spec/roudi/segments",schemaPath:"#/properties/spec/properties/roudi/properties/segments/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
if(data118.length < 1){
const err214 = {instancePath:instancePath+"/spec/roudi/segments",schemaPath:"#/properties/spec/properties/roudi/properties/segments/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
const len14 = data118.length;
for(let i15=0; i15<len14; i15++){
let data119 = data118[i15];
if(data119 && typeof data119 == "object" && !Array.isArray(data119)){
if(data119.mempools === undefined){
const err215 = {instancePath:instancePath+"/spec/roudi/segments/" + i15,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/required",keyword:"required",params:{missingProperty: "mempools"},message:"must have required property '"+"mempools"+"'"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
for(const key9 in data119){
if(!(((key9 === "writer") || (key9 === "reader")) || (key9 === "mempools"))){
const err216 = {instancePath:instancePath+"/spec/roudi/segments/" + i15,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
if(data119.writer !== undefined){
let data120 = data119.writer;
if(typeof data120 === "string"){
if(func2(data120) > 32){
const err217 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/writer",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/writer/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
else {
const err218 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/writer",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/writer/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(data119.reader !== undefined){
let data121 = data119.reader;
if(typeof data121 === "string"){
if(func2(data121) > 32){
const err219 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/reader",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/reader/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
else {
const err220 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/reader",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/reader/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data119.mempools !== undefined){
let data122 = data119.mempools;
if(Array.isArray(data122)){
if(data122.length > 32){
const err221 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
if(data122.length < 1){
const err222 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
const len15 = data122.length;
for(let i16=0; i16<len15; i16++){
let data123 = data122[i16];
if(data123 && typeof data123 == "object" && !Array.isArray(data123)){
if(data123.size === undefined){
const err223 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools/" + i16,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/required",keyword:"required",params:{missingProperty: "size"},message:"must have required property '"+"size"+"'"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
if(data123.count === undefined){
const err224 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools/" + i16,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
for(const key10 in data123){
if(!((key10 === "size") || (key10 === "count"))){
const err225 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools/" + i16,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
if(data123.size !== undefined){
let data124 = data123.size;
if(!((typeof data124 == "number") && (!(data124 % 1) && !isNaN(data124)))){
const err226 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools/" + i16+"/size",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
if(typeof data124 == "number"){
if(data124 > 1099511627776 || isNaN(data124)){
const err227 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools/" + i16+"/size",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1099511627776},message:"must be <= 1099511627776"};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
if(!(formats8.validate(data124))){
const err228 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools/" + i16+"/size",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/size/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
}
if(data123.count !== undefined){
let data125 = data123.count;
if(!((typeof data125 == "number") && (!(data125 % 1) && !isNaN(data125)))){
const err229 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools/" + i16+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
if(typeof data125 == "number"){
if(data125 > 4294967295 || isNaN(data125)){
const err230 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools/" + i16+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
if(data125 < 1 || isNaN(data125)){
const err231 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools/" + i16+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
if(!(formats8.validate(data125))){
const err232 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools/" + i16+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
}
}
else {
const err233 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools/" + i16,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
}
else {
const err234 = {instancePath:instancePath+"/spec/roudi/segments/" + i15+"/mempools",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
}
else {
const err235 = {instancePath:instancePath+"/spec/roudi/segments/" + i15,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
}
else {
const err236 = {instancePath:instancePath+"/spec/roudi/segments",schemaPath:"#/properties/spec/properties/roudi/properties/segments/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
if(data106.managementBytes !== undefined){
let data126 = data106.managementBytes;
if(!((typeof data126 == "number") && (!(data126 % 1) && !isNaN(data126)))){
const err237 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
if(typeof data126 == "number"){
if(data126 > 1099511627776 || isNaN(data126)){
const err238 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1099511627776},message:"must be <= 1099511627776"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
if(data126 < 1 || isNaN(data126)){
const err239 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
if(!(formats8.validate(data126))){
const err240 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
}
let data127 = data106.logLevel;
if(typeof data127 !== "string"){
const err241 = {instancePath:instancePath+"/spec/roudi/logLevel",schemaPath:"#/properties/spec/properties/roudi/properties/logLevel/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
if(!(((((((data127 === "Off") || (data127 === "Fatal")) || (data127 === "Error")) || (data127 === "Warning")) || (data127 === "Info")) || (data127 === "Debug")) || (data127 === "Verbose"))){
const err242 = {instancePath:instancePath+"/spec/roudi/logLevel",schemaPath:"#/properties/spec/properties/roudi/properties/logLevel/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.logLevel.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
if(typeof data106.monitoring !== "boolean"){
const err243 = {instancePath:instancePath+"/spec/roudi/monitoring",schemaPath:"#/properties/spec/properties/roudi/properties/monitoring/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
let data129 = data106.compatibility;
if(typeof data129 !== "string"){
const err244 = {instancePath:instancePath+"/spec/roudi/compatibility",schemaPath:"#/properties/spec/properties/roudi/properties/compatibility/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
if(!((((((data129 === "Off") || (data129 === "Major")) || (data129 === "Minor")) || (data129 === "Patch")) || (data129 === "CommitId")) || (data129 === "BuildDate"))){
const err245 = {instancePath:instancePath+"/spec/roudi/compatibility",schemaPath:"#/properties/spec/properties/roudi/properties/compatibility/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.compatibility.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
if(data106.killDelaySeconds !== undefined){
let data130 = data106.killDelaySeconds;
if(!((typeof data130 == "number") && (!(data130 % 1) && !isNaN(data130)))){
const err246 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
if(typeof data130 == "number"){
if(data130 > 86400 || isNaN(data130)){
const err247 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
if(data130 < 0 || isNaN(data130)){
const err248 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
if(!(formats0.validate(data130))){
const err249 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
}
if(data106.terminationDelaySeconds !== undefined){
let data131 = data106.terminationDelaySeconds;
if(!((typeof data131 == "number") && (!(data131 % 1) && !isNaN(data131)))){
const err250 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
if(typeof data131 == "number"){
if(data131 > 86400 || isNaN(data131)){
const err251 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
if(data131 < 0 || isNaN(data131)){
const err252 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
if(!(formats0.validate(data131))){
const err253 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
}
}
if(data106.resources !== undefined){
let data132 = data106.resources;
if(data132 && typeof data132 == "object" && !Array.isArray(data132)){
if(data132.limits !== undefined){
let data133 = data132.limits;
if(data133 && typeof data133 == "object" && !Array.isArray(data133)){
if(Object.keys(data133).length > 32){
const err254 = {instancePath:instancePath+"/spec/roudi/resources/limits",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
for(const key11 in data133){
let data134 = data133[key11];
if((!((typeof data134 == "number") && (!(data134 % 1) && !isNaN(data134)))) && (typeof data134 !== "string")){
const err255 = {instancePath:instancePath+"/spec/roudi/resources/limits/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.roudi.properties.resources.properties.limits.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
if(typeof data134 === "string"){
if(func2(data134) > 64){
const err256 = {instancePath:instancePath+"/spec/roudi/resources/limits/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
}
}
}
else {
const err257 = {instancePath:instancePath+"/spec/roudi/resources/limits",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
if(data132.requests !== undefined){
let data135 = data132.requests;
if(data135 && typeof data135 == "object" && !Array.isArray(data135)){
if(Object.keys(data135).length > 32){
const err258 = {instancePath:instancePath+"/spec/roudi/resources/requests",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
for(const key12 in data135){
let data136 = data135[key12];
if((!((typeof data136 == "number") && (!(data136 % 1) && !isNaN(data136)))) && (typeof data136 !== "string")){
const err259 = {instancePath:instancePath+"/spec/roudi/resources/requests/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.roudi.properties.resources.properties.requests.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
if(typeof data136 === "string"){
if(func2(data136) > 64){
const err260 = {instancePath:instancePath+"/spec/roudi/resources/requests/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
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
}
else {
const err261 = {instancePath:instancePath+"/spec/roudi/resources/requests",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
}
else {
const err262 = {instancePath:instancePath+"/spec/roudi/resources",schemaPath:"#/properties/spec/properties/roudi/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
}
if(data106.securityContext !== undefined){
let data137 = data106.securityContext;
if(data137 && typeof data137 == "object" && !Array.isArray(data137)){
if(data137.runAsUser !== undefined){
let data138 = data137.runAsUser;
if(!((typeof data138 == "number") && (!(data138 % 1) && !isNaN(data138)))){
const err263 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsUser/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
if(typeof data138 == "number"){
if(!(formats8.validate(data138))){
const err264 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsUser/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data137.runAsGroup !== undefined){
let data139 = data137.runAsGroup;
if(!((typeof data139 == "number") && (!(data139 % 1) && !isNaN(data139)))){
const err265 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsGroup/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
if(typeof data139 == "number"){
if(!(formats8.validate(data139))){
const err266 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsGroup/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
}
}
}
else {
const err267 = {instancePath:instancePath+"/spec/roudi/securityContext",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err268 = {instancePath:instancePath+"/spec/roudi",schemaPath:"#/properties/spec/properties/roudi/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
if(data4.link !== undefined){
let data140 = data4.link;
if(data140 && typeof data140 == "object" && !Array.isArray(data140)){
for(const key13 in data140){
if(!(key13 === "resources")){
const err269 = {instancePath:instancePath+"/spec/link",schemaPath:"#/properties/spec/properties/link/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
if(data140.resources !== undefined){
let data141 = data140.resources;
if(data141 && typeof data141 == "object" && !Array.isArray(data141)){
if(data141.limits !== undefined){
let data142 = data141.limits;
if(data142 && typeof data142 == "object" && !Array.isArray(data142)){
if(Object.keys(data142).length > 32){
const err270 = {instancePath:instancePath+"/spec/link/resources/limits",schemaPath:"#/properties/spec/properties/link/properties/resources/properties/limits/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
for(const key14 in data142){
let data143 = data142[key14];
if((!((typeof data143 == "number") && (!(data143 % 1) && !isNaN(data143)))) && (typeof data143 !== "string")){
const err271 = {instancePath:instancePath+"/spec/link/resources/limits/" + key14.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/link/properties/resources/properties/limits/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.link.properties.resources.properties.limits.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
if(typeof data143 === "string"){
if(func2(data143) > 64){
const err272 = {instancePath:instancePath+"/spec/link/resources/limits/" + key14.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/link/properties/resources/properties/limits/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
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
}
else {
const err273 = {instancePath:instancePath+"/spec/link/resources/limits",schemaPath:"#/properties/spec/properties/link/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
if(data141.requests !== undefined){
let data144 = data141.requests;
if(data144 && typeof data144 == "object" && !Array.isArray(data144)){
if(Object.keys(data144).length > 32){
const err274 = {instancePath:instancePath+"/spec/link/resources/requests",schemaPath:"#/properties/spec/properties/link/properties/resources/properties/requests/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
for(const key15 in data144){
let data145 = data144[key15];
if((!((typeof data145 == "number") && (!(data145 % 1) && !isNaN(data145)))) && (typeof data145 !== "string")){
const err275 = {instancePath:instancePath+"/spec/link/resources/requests/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/link/properties/resources/properties/requests/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.link.properties.resources.properties.requests.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
if(typeof data145 === "string"){
if(func2(data145) > 64){
const err276 = {instancePath:instancePath+"/spec/link/resources/requests/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/link/properties/resources/properties/requests/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
}
}
}
else {
const err277 = {instancePath:instancePath+"/spec/link/resources/requests",schemaPath:"#/properties/spec/properties/link/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err278 = {instancePath:instancePath+"/spec/link/resources",schemaPath:"#/properties/spec/properties/link/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
}
}
else {
const err279 = {instancePath:instancePath+"/spec/link",schemaPath:"#/properties/spec/properties/link/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
}
if(data4.identity !== undefined){
let data146 = data4.identity;
if(data146 && typeof data146 == "object" && !Array.isArray(data146)){
if(data146.users === undefined){
const err280 = {instancePath:instancePath+"/spec/identity",schemaPath:"#/properties/spec/properties/identity/required",keyword:"required",params:{missingProperty: "users"},message:"must have required property '"+"users"+"'"};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
for(const key16 in data146){
if(!(key16 === "users")){
const err281 = {instancePath:instancePath+"/spec/identity",schemaPath:"#/properties/spec/properties/identity/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
}
if(data146.users !== undefined){
let data147 = data146.users;
if(Array.isArray(data147)){
if(data147.length > 32){
const err282 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
if(data147.length < 1){
const err283 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
const len16 = data147.length;
for(let i17=0; i17<len16; i17++){
let data148 = data147[i17];
if(data148 && typeof data148 == "object" && !Array.isArray(data148)){
if(data148.name === undefined){
const err284 = {instancePath:instancePath+"/spec/identity/users/" + i17,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
if(data148.uid === undefined){
const err285 = {instancePath:instancePath+"/spec/identity/users/" + i17,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "uid"},message:"must have required property '"+"uid"+"'"};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
if(data148.group === undefined){
const err286 = {instancePath:instancePath+"/spec/identity/users/" + i17,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "group"},message:"must have required property '"+"group"+"'"};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
if(data148.gid === undefined){
const err287 = {instancePath:instancePath+"/spec/identity/users/" + i17,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "gid"},message:"must have required property '"+"gid"+"'"};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
for(const key17 in data148){
if(!((((key17 === "name") || (key17 === "uid")) || (key17 === "group")) || (key17 === "gid"))){
const err288 = {instancePath:instancePath+"/spec/identity/users/" + i17,schemaPath:"#/properties/spec/properties/identity/properties/users/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
}
if(data148.name !== undefined){
let data149 = data148.name;
if(typeof data149 === "string"){
if(func2(data149) > 32){
const err289 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/name",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
}
else {
const err290 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/name",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
}
if(data148.uid !== undefined){
let data150 = data148.uid;
if(!((typeof data150 == "number") && (!(data150 % 1) && !isNaN(data150)))){
const err291 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
if(typeof data150 == "number"){
if(data150 > 4294967294 || isNaN(data150)){
const err292 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967294},message:"must be <= 4294967294"};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
if(data150 < 1 || isNaN(data150)){
const err293 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
if(!(formats8.validate(data150))){
const err294 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
}
if(data148.group !== undefined){
let data151 = data148.group;
if(typeof data151 === "string"){
if(func2(data151) > 32){
const err295 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/group",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/group/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
}
else {
const err296 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/group",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/group/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
}
if(data148.gid !== undefined){
let data152 = data148.gid;
if(!((typeof data152 == "number") && (!(data152 % 1) && !isNaN(data152)))){
const err297 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
if(typeof data152 == "number"){
if(data152 > 4294967294 || isNaN(data152)){
const err298 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967294},message:"must be <= 4294967294"};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
if(data152 < 1 || isNaN(data152)){
const err299 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
if(!(formats8.validate(data152))){
const err300 = {instancePath:instancePath+"/spec/identity/users/" + i17+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
}
}
}
else {
const err301 = {instancePath:instancePath+"/spec/identity/users/" + i17,schemaPath:"#/properties/spec/properties/identity/properties/users/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
}
if(!func10(data147, ["name"])){
const err302 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
}
else {
const err303 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
}
}
else {
const err304 = {instancePath:instancePath+"/spec/identity",schemaPath:"#/properties/spec/properties/identity/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
}
let data153 = data4.sharedMemory;
if(data153 && typeof data153 == "object" && !Array.isArray(data153)){
if(data153.headroomPercent === undefined){
data153.headroomPercent = 10;
}
for(const key18 in data153){
if(!((key18 === "sizeLimit") || (key18 === "headroomPercent"))){
const err305 = {instancePath:instancePath+"/spec/sharedMemory",schemaPath:"#/properties/spec/properties/sharedMemory/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err305];
}
else {
vErrors.push(err305);
}
errors++;
}
}
if(data153.sizeLimit !== undefined){
let data154 = data153.sizeLimit;
if((!((typeof data154 == "number") && (!(data154 % 1) && !isNaN(data154)))) && (typeof data154 !== "string")){
const err306 = {instancePath:instancePath+"/spec/sharedMemory/sizeLimit",schemaPath:"#/properties/spec/properties/sharedMemory/properties/sizeLimit/type",keyword:"type",params:{type: schema11.properties.spec.properties.sharedMemory.properties.sizeLimit.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err306];
}
else {
vErrors.push(err306);
}
errors++;
}
if(typeof data154 === "string"){
if(func2(data154) > 64){
const err307 = {instancePath:instancePath+"/spec/sharedMemory/sizeLimit",schemaPath:"#/properties/spec/properties/sharedMemory/properties/sizeLimit/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err307];
}
else {
vErrors.push(err307);
}
errors++;
}
}
}
let data155 = data153.headroomPercent;
if(!((typeof data155 == "number") && (!(data155 % 1) && !isNaN(data155)))){
const err308 = {instancePath:instancePath+"/spec/sharedMemory/headroomPercent",schemaPath:"#/properties/spec/properties/sharedMemory/properties/headroomPercent/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err308];
}
else {
vErrors.push(err308);
}
errors++;
}
if(typeof data155 == "number"){
if(data155 > 1000 || isNaN(data155)){
const err309 = {instancePath:instancePath+"/spec/sharedMemory/headroomPercent",schemaPath:"#/properties/spec/properties/sharedMemory/properties/headroomPercent/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"};
if(vErrors === null){
vErrors = [err309];
}
else {
vErrors.push(err309);
}
errors++;
}
if(data155 < 0 || isNaN(data155)){
const err310 = {instancePath:instancePath+"/spec/sharedMemory/headroomPercent",schemaPath:"#/properties/spec/properties/sharedMemory/properties/headroomPercent/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err310];
}
else {
vErrors.push(err310);
}
errors++;
}
if(!(formats0.validate(data155))){
const err311 = {instancePath:instancePath+"/spec/sharedMemory/headroomPercent",schemaPath:"#/properties/spec/properties/sharedMemory/properties/headroomPercent/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
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
const err312 = {instancePath:instancePath+"/spec/sharedMemory",schemaPath:"#/properties/spec/properties/sharedMemory/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err312];
}
else {
vErrors.push(err312);
}
errors++;
}
let data156 = data4.termination;
if(data156 && typeof data156 == "object" && !Array.isArray(data156)){
if(data156.appStopSeconds === undefined){
data156.appStopSeconds = 10;
}
if(data156.signalApps === undefined){
data156.signalApps = "Auto";
}
for(const key19 in data156){
if(!(((key19 === "appStopSeconds") || (key19 === "signalApps")) || (key19 === "gracePeriodSeconds"))){
const err313 = {instancePath:instancePath+"/spec/termination",schemaPath:"#/properties/spec/properties/termination/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err313];
}
else {
vErrors.push(err313);
}
errors++;
}
}
let data157 = data156.appStopSeconds;
if(!((typeof data157 == "number") && (!(data157 % 1) && !isNaN(data157)))){
const err314 = {instancePath:instancePath+"/spec/termination/appStopSeconds",schemaPath:"#/properties/spec/properties/termination/properties/appStopSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err314];
}
else {
vErrors.push(err314);
}
errors++;
}
if(typeof data157 == "number"){
if(data157 > 86400 || isNaN(data157)){
const err315 = {instancePath:instancePath+"/spec/termination/appStopSeconds",schemaPath:"#/properties/spec/properties/termination/properties/appStopSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
if(vErrors === null){
vErrors = [err315];
}
else {
vErrors.push(err315);
}
errors++;
}
if(data157 < 0 || isNaN(data157)){
const err316 = {instancePath:instancePath+"/spec/termination/appStopSeconds",schemaPath:"#/properties/spec/properties/termination/properties/appStopSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err316];
}
else {
vErrors.push(err316);
}
errors++;
}
if(!(formats0.validate(data157))){
const err317 = {instancePath:instancePath+"/spec/termination/appStopSeconds",schemaPath:"#/properties/spec/properties/termination/properties/appStopSeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err317];
}
else {
vErrors.push(err317);
}
errors++;
}
}
let data158 = data156.signalApps;
if(typeof data158 !== "string"){
const err318 = {instancePath:instancePath+"/spec/termination/signalApps",schemaPath:"#/properties/spec/properties/termination/properties/signalApps/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err318];
}
else {
vErrors.push(err318);
}
errors++;
}
if(!(((data158 === "Auto") || (data158 === "Always")) || (data158 === "Never"))){
const err319 = {instancePath:instancePath+"/spec/termination/signalApps",schemaPath:"#/properties/spec/properties/termination/properties/signalApps/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.termination.properties.signalApps.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err319];
}
else {
vErrors.push(err319);
}
errors++;
}
if(data156.gracePeriodSeconds !== undefined){
let data159 = data156.gracePeriodSeconds;
if(!((typeof data159 == "number") && (!(data159 % 1) && !isNaN(data159)))){
const err320 = {instancePath:instancePath+"/spec/termination/gracePeriodSeconds",schemaPath:"#/properties/spec/properties/termination/properties/gracePeriodSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err320];
}
else {
vErrors.push(err320);
}
errors++;
}
if(typeof data159 == "number"){
if(data159 > 604800 || isNaN(data159)){
const err321 = {instancePath:instancePath+"/spec/termination/gracePeriodSeconds",schemaPath:"#/properties/spec/properties/termination/properties/gracePeriodSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800},message:"must be <= 604800"};
if(vErrors === null){
vErrors = [err321];
}
else {
vErrors.push(err321);
}
errors++;
}
if(data159 < 1 || isNaN(data159)){
const err322 = {instancePath:instancePath+"/spec/termination/gracePeriodSeconds",schemaPath:"#/properties/spec/properties/termination/properties/gracePeriodSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err322];
}
else {
vErrors.push(err322);
}
errors++;
}
if(!(formats8.validate(data159))){
const err323 = {instancePath:instancePath+"/spec/termination/gracePeriodSeconds",schemaPath:"#/properties/spec/properties/termination/properties/gracePeriodSeconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err323];
}
else {
vErrors.push(err323);
}
errors++;
}
}
}
}
else {
const err324 = {instancePath:instancePath+"/spec/termination",schemaPath:"#/properties/spec/properties/termination/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err324];
}
else {
vErrors.push(err324);
}
errors++;
}
let data160 = data4.recovery;
if(data160 && typeof data160 == "object" && !Array.isArray(data160)){
if(data160.mode === undefined){
data160.mode = "InPlace";
}
for(const key20 in data160){
if(!(key20 === "mode")){
const err325 = {instancePath:instancePath+"/spec/recovery",schemaPath:"#/properties/spec/properties/recovery/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err325];
}
else {
vErrors.push(err325);
}
errors++;
}
}
let data161 = data160.mode;
if(typeof data161 !== "string"){
const err326 = {instancePath:instancePath+"/spec/recovery/mode",schemaPath:"#/properties/spec/properties/recovery/properties/mode/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err326];
}
else {
vErrors.push(err326);
}
errors++;
}
if(!((data161 === "InPlace") || (data161 === "None"))){
const err327 = {instancePath:instancePath+"/spec/recovery/mode",schemaPath:"#/properties/spec/properties/recovery/properties/mode/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.recovery.properties.mode.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err327];
}
else {
vErrors.push(err327);
}
errors++;
}
}
else {
const err328 = {instancePath:instancePath+"/spec/recovery",schemaPath:"#/properties/spec/properties/recovery/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err328];
}
else {
vErrors.push(err328);
}
errors++;
}
}
else {
const err329 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err329];
}
else {
vErrors.push(err329);
}
errors++;
}
}
if(data.status !== undefined){
let data162 = data.status;
if(data162 && typeof data162 == "object" && !Array.isArray(data162)){
for(const key21 in data162){
if(!(func3.call(schema11.properties.status.properties, key21))){
const err330 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err330];
}
else {
vErrors.push(err330);
}
errors++;
}
}
if(data162.observedGeneration !== undefined){
let data163 = data162.observedGeneration;
if(!((typeof data163 == "number") && (!(data163 % 1) && !isNaN(data163)))){
const err331 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err331];
}
else {
vErrors.push(err331);
}
errors++;
}
if(typeof data163 == "number"){
if(!(formats8.validate(data163))){
const err332 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err332];
}
else {
vErrors.push(err332);
}
errors++;
}
}
}
if(data162.replicas !== undefined){
let data164 = data162.replicas;
if(!((typeof data164 == "number") && (!(data164 % 1) && !isNaN(data164)))){
const err333 = {instancePath:instancePath+"/status/replicas",schemaPath:"#/properties/status/properties/replicas/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err333];
}
else {
vErrors.push(err333);
}
errors++;
}
if(typeof data164 == "number"){
if(!(formats0.validate(data164))){
const err334 = {instancePath:instancePath+"/status/replicas",schemaPath:"#/properties/status/properties/replicas/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err334];
}
else {
vErrors.push(err334);
}
errors++;
}
}
}
if(data162.updatedReplicas !== undefined){
let data165 = data162.updatedReplicas;
if(!((typeof data165 == "number") && (!(data165 % 1) && !isNaN(data165)))){
const err335 = {instancePath:instancePath+"/status/updatedReplicas",schemaPath:"#/properties/status/properties/updatedReplicas/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err335];
}
else {
vErrors.push(err335);
}
errors++;
}
if(typeof data165 == "number"){
if(!(formats0.validate(data165))){
const err336 = {instancePath:instancePath+"/status/updatedReplicas",schemaPath:"#/properties/status/properties/updatedReplicas/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err336];
}
else {
vErrors.push(err336);
}
errors++;
}
}
}
if(data162.readyReplicas !== undefined){
let data166 = data162.readyReplicas;
if(!((typeof data166 == "number") && (!(data166 % 1) && !isNaN(data166)))){
const err337 = {instancePath:instancePath+"/status/readyReplicas",schemaPath:"#/properties/status/properties/readyReplicas/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err337];
}
else {
vErrors.push(err337);
}
errors++;
}
if(typeof data166 == "number"){
if(!(formats0.validate(data166))){
const err338 = {instancePath:instancePath+"/status/readyReplicas",schemaPath:"#/properties/status/properties/readyReplicas/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
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
if(data162.availableReplicas !== undefined){
let data167 = data162.availableReplicas;
if(!((typeof data167 == "number") && (!(data167 % 1) && !isNaN(data167)))){
const err339 = {instancePath:instancePath+"/status/availableReplicas",schemaPath:"#/properties/status/properties/availableReplicas/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err339];
}
else {
vErrors.push(err339);
}
errors++;
}
if(typeof data167 == "number"){
if(!(formats0.validate(data167))){
const err340 = {instancePath:instancePath+"/status/availableReplicas",schemaPath:"#/properties/status/properties/availableReplicas/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err340];
}
else {
vErrors.push(err340);
}
errors++;
}
}
}
if(data162.selector !== undefined){
if(typeof data162.selector !== "string"){
const err341 = {instancePath:instancePath+"/status/selector",schemaPath:"#/properties/status/properties/selector/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err341];
}
else {
vErrors.push(err341);
}
errors++;
}
}
if(data162.deployment !== undefined){
let data169 = data162.deployment;
if(data169 && typeof data169 == "object" && !Array.isArray(data169)){
if(data169.uid === undefined){
const err342 = {instancePath:instancePath+"/status/deployment",schemaPath:"#/properties/status/properties/deployment/required",keyword:"required",params:{missingProperty: "uid"},message:"must have required property '"+"uid"+"'"};
if(vErrors === null){
vErrors = [err342];
}
else {
vErrors.push(err342);
}
errors++;
}
if(data169.generation === undefined){
const err343 = {instancePath:instancePath+"/status/deployment",schemaPath:"#/properties/status/properties/deployment/required",keyword:"required",params:{missingProperty: "generation"},message:"must have required property '"+"generation"+"'"};
if(vErrors === null){
vErrors = [err343];
}
else {
vErrors.push(err343);
}
errors++;
}
if(data169.digest === undefined){
const err344 = {instancePath:instancePath+"/status/deployment",schemaPath:"#/properties/status/properties/deployment/required",keyword:"required",params:{missingProperty: "digest"},message:"must have required property '"+"digest"+"'"};
if(vErrors === null){
vErrors = [err344];
}
else {
vErrors.push(err344);
}
errors++;
}
for(const key22 in data169){
if(!(((key22 === "uid") || (key22 === "generation")) || (key22 === "digest"))){
const err345 = {instancePath:instancePath+"/status/deployment",schemaPath:"#/properties/status/properties/deployment/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err345];
}
else {
vErrors.push(err345);
}
errors++;
}
}
if(data169.uid !== undefined){
if(typeof data169.uid !== "string"){
const err346 = {instancePath:instancePath+"/status/deployment/uid",schemaPath:"#/properties/status/properties/deployment/properties/uid/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err346];
}
else {
vErrors.push(err346);
}
errors++;
}
}
if(data169.generation !== undefined){
let data171 = data169.generation;
if(!((typeof data171 == "number") && (!(data171 % 1) && !isNaN(data171)))){
const err347 = {instancePath:instancePath+"/status/deployment/generation",schemaPath:"#/properties/status/properties/deployment/properties/generation/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err347];
}
else {
vErrors.push(err347);
}
errors++;
}
if(typeof data171 == "number"){
if(!(formats8.validate(data171))){
const err348 = {instancePath:instancePath+"/status/deployment/generation",schemaPath:"#/properties/status/properties/deployment/properties/generation/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err348];
}
else {
vErrors.push(err348);
}
errors++;
}
}
}
if(data169.digest !== undefined){
if(typeof data169.digest !== "string"){
const err349 = {instancePath:instancePath+"/status/deployment/digest",schemaPath:"#/properties/status/properties/deployment/properties/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err349];
}
else {
vErrors.push(err349);
}
errors++;
}
}
}
else {
const err350 = {instancePath:instancePath+"/status/deployment",schemaPath:"#/properties/status/properties/deployment/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err350];
}
else {
vErrors.push(err350);
}
errors++;
}
}
if(data162.terminationGracePeriodSeconds !== undefined){
let data173 = data162.terminationGracePeriodSeconds;
if(!((typeof data173 == "number") && (!(data173 % 1) && !isNaN(data173)))){
const err351 = {instancePath:instancePath+"/status/terminationGracePeriodSeconds",schemaPath:"#/properties/status/properties/terminationGracePeriodSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err351];
}
else {
vErrors.push(err351);
}
errors++;
}
if(typeof data173 == "number"){
if(!(formats8.validate(data173))){
const err352 = {instancePath:instancePath+"/status/terminationGracePeriodSeconds",schemaPath:"#/properties/status/properties/terminationGracePeriodSeconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err352];
}
else {
vErrors.push(err352);
}
errors++;
}
}
}
if(data162.sharedMemory !== undefined){
let data174 = data162.sharedMemory;
if(data174 && typeof data174 == "object" && !Array.isArray(data174)){
for(const key23 in data174){
if(!(((((key23 === "size") || (key23 === "segmentBytes")) || (key23 === "volumeBytes")) || (key23 === "explanation")) || (key23 === "segments"))){
const err353 = {instancePath:instancePath+"/status/sharedMemory",schemaPath:"#/properties/status/properties/sharedMemory/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err353];
}
else {
vErrors.push(err353);
}
errors++;
}
}
if(data174.size !== undefined){
if(typeof data174.size !== "string"){
const err354 = {instancePath:instancePath+"/status/sharedMemory/size",schemaPath:"#/properties/status/properties/sharedMemory/properties/size/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err354];
}
else {
vErrors.push(err354);
}
errors++;
}
}
if(data174.segmentBytes !== undefined){
let data176 = data174.segmentBytes;
if(!((typeof data176 == "number") && (!(data176 % 1) && !isNaN(data176)))){
const err355 = {instancePath:instancePath+"/status/sharedMemory/segmentBytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/segmentBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err355];
}
else {
vErrors.push(err355);
}
errors++;
}
if(typeof data176 == "number"){
if(!(formats8.validate(data176))){
const err356 = {instancePath:instancePath+"/status/sharedMemory/segmentBytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/segmentBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err356];
}
else {
vErrors.push(err356);
}
errors++;
}
}
}
if(data174.volumeBytes !== undefined){
let data177 = data174.volumeBytes;
if(!((typeof data177 == "number") && (!(data177 % 1) && !isNaN(data177)))){
const err357 = {instancePath:instancePath+"/status/sharedMemory/volumeBytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/volumeBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err357];
}
else {
vErrors.push(err357);
}
errors++;
}
if(typeof data177 == "number"){
if(!(formats8.validate(data177))){
const err358 = {instancePath:instancePath+"/status/sharedMemory/volumeBytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/volumeBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err358];
}
else {
vErrors.push(err358);
}
errors++;
}
}
}
if(data174.explanation !== undefined){
if(typeof data174.explanation !== "string"){
const err359 = {instancePath:instancePath+"/status/sharedMemory/explanation",schemaPath:"#/properties/status/properties/sharedMemory/properties/explanation/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err359];
}
else {
vErrors.push(err359);
}
errors++;
}
}
if(data174.segments !== undefined){
let data179 = data174.segments;
if(Array.isArray(data179)){
if(data179.length > 101){
const err360 = {instancePath:instancePath+"/status/sharedMemory/segments",schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/maxItems",keyword:"maxItems",params:{limit: 101},message:"must NOT have more than 101 items"};
if(vErrors === null){
vErrors = [err360];
}
else {
vErrors.push(err360);
}
errors++;
}
const len17 = data179.length;
for(let i18=0; i18<len17; i18++){
let data180 = data179[i18];
if(data180 && typeof data180 == "object" && !Array.isArray(data180)){
if(data180.name === undefined){
const err361 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i18,schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err361];
}
else {
vErrors.push(err361);
}
errors++;
}
if(data180.bytes === undefined){
const err362 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i18,schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/required",keyword:"required",params:{missingProperty: "bytes"},message:"must have required property '"+"bytes"+"'"};
if(vErrors === null){
vErrors = [err362];
}
else {
vErrors.push(err362);
}
errors++;
}
for(const key24 in data180){
if(!((key24 === "name") || (key24 === "bytes"))){
const err363 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i18,schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err363];
}
else {
vErrors.push(err363);
}
errors++;
}
}
if(data180.name !== undefined){
if(typeof data180.name !== "string"){
const err364 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i18+"/name",schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err364];
}
else {
vErrors.push(err364);
}
errors++;
}
}
if(data180.bytes !== undefined){
let data182 = data180.bytes;
if(!((typeof data182 == "number") && (!(data182 % 1) && !isNaN(data182)))){
const err365 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i18+"/bytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/properties/bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err365];
}
else {
vErrors.push(err365);
}
errors++;
}
if(typeof data182 == "number"){
if(!(formats8.validate(data182))){
const err366 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i18+"/bytes",schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/properties/bytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err366];
}
else {
vErrors.push(err366);
}
errors++;
}
}
}
}
else {
const err367 = {instancePath:instancePath+"/status/sharedMemory/segments/" + i18,schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err368 = {instancePath:instancePath+"/status/sharedMemory/segments",schemaPath:"#/properties/status/properties/sharedMemory/properties/segments/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err368];
}
else {
vErrors.push(err368);
}
errors++;
}
}
}
else {
const err369 = {instancePath:instancePath+"/status/sharedMemory",schemaPath:"#/properties/status/properties/sharedMemory/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err369];
}
else {
vErrors.push(err369);
}
errors++;
}
}
if(data162.roudi !== undefined){
let data183 = data162.roudi;
if(data183 && typeof data183 == "object" && !Array.isArray(data183)){
for(const key25 in data183){
if(!(((key25 === "release") || (key25 === "memoryBytes")) || (key25 === "ready"))){
const err370 = {instancePath:instancePath+"/status/roudi",schemaPath:"#/properties/status/properties/roudi/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err370];
}
else {
vErrors.push(err370);
}
errors++;
}
}
if(data183.release !== undefined){
if(typeof data183.release !== "string"){
const err371 = {instancePath:instancePath+"/status/roudi/release",schemaPath:"#/properties/status/properties/roudi/properties/release/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err371];
}
else {
vErrors.push(err371);
}
errors++;
}
}
if(data183.memoryBytes !== undefined){
let data185 = data183.memoryBytes;
if(!((typeof data185 == "number") && (!(data185 % 1) && !isNaN(data185)))){
const err372 = {instancePath:instancePath+"/status/roudi/memoryBytes",schemaPath:"#/properties/status/properties/roudi/properties/memoryBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err372];
}
else {
vErrors.push(err372);
}
errors++;
}
if(typeof data185 == "number"){
if(!(formats8.validate(data185))){
const err373 = {instancePath:instancePath+"/status/roudi/memoryBytes",schemaPath:"#/properties/status/properties/roudi/properties/memoryBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err373];
}
else {
vErrors.push(err373);
}
errors++;
}
}
}
if(data183.ready !== undefined){
let data186 = data183.ready;
if(!((typeof data186 == "number") && (!(data186 % 1) && !isNaN(data186)))){
const err374 = {instancePath:instancePath+"/status/roudi/ready",schemaPath:"#/properties/status/properties/roudi/properties/ready/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err374];
}
else {
vErrors.push(err374);
}
errors++;
}
if(typeof data186 == "number"){
if(!(formats0.validate(data186))){
const err375 = {instancePath:instancePath+"/status/roudi/ready",schemaPath:"#/properties/status/properties/roudi/properties/ready/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err375];
}
else {
vErrors.push(err375);
}
errors++;
}
}
}
}
else {
const err376 = {instancePath:instancePath+"/status/roudi",schemaPath:"#/properties/status/properties/roudi/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err376];
}
else {
vErrors.push(err376);
}
errors++;
}
}
if(data162.computed !== undefined){
let data187 = data162.computed;
if(Array.isArray(data187)){
if(data187.length > 32){
const err377 = {instancePath:instancePath+"/status/computed",schemaPath:"#/properties/status/properties/computed/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err377];
}
else {
vErrors.push(err377);
}
errors++;
}
const len18 = data187.length;
for(let i19=0; i19<len18; i19++){
let data188 = data187[i19];
if(data188 && typeof data188 == "object" && !Array.isArray(data188)){
if(data188.name === undefined){
const err378 = {instancePath:instancePath+"/status/computed/" + i19,schemaPath:"#/properties/status/properties/computed/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err378];
}
else {
vErrors.push(err378);
}
errors++;
}
if(data188.value === undefined){
const err379 = {instancePath:instancePath+"/status/computed/" + i19,schemaPath:"#/properties/status/properties/computed/items/required",keyword:"required",params:{missingProperty: "value"},message:"must have required property '"+"value"+"'"};
if(vErrors === null){
vErrors = [err379];
}
else {
vErrors.push(err379);
}
errors++;
}
if(data188.sum === undefined){
const err380 = {instancePath:instancePath+"/status/computed/" + i19,schemaPath:"#/properties/status/properties/computed/items/required",keyword:"required",params:{missingProperty: "sum"},message:"must have required property '"+"sum"+"'"};
if(vErrors === null){
vErrors = [err380];
}
else {
vErrors.push(err380);
}
errors++;
}
for(const key26 in data188){
if(!(((key26 === "name") || (key26 === "value")) || (key26 === "sum"))){
const err381 = {instancePath:instancePath+"/status/computed/" + i19,schemaPath:"#/properties/status/properties/computed/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err381];
}
else {
vErrors.push(err381);
}
errors++;
}
}
if(data188.name !== undefined){
let data189 = data188.name;
if(typeof data189 === "string"){
if(func2(data189) > 63){
const err382 = {instancePath:instancePath+"/status/computed/" + i19+"/name",schemaPath:"#/properties/status/properties/computed/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
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
const err383 = {instancePath:instancePath+"/status/computed/" + i19+"/name",schemaPath:"#/properties/status/properties/computed/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err383];
}
else {
vErrors.push(err383);
}
errors++;
}
}
if(data188.value !== undefined){
let data190 = data188.value;
if(typeof data190 === "string"){
if(func2(data190) > 128){
const err384 = {instancePath:instancePath+"/status/computed/" + i19+"/value",schemaPath:"#/properties/status/properties/computed/items/properties/value/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
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
const err385 = {instancePath:instancePath+"/status/computed/" + i19+"/value",schemaPath:"#/properties/status/properties/computed/items/properties/value/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err385];
}
else {
vErrors.push(err385);
}
errors++;
}
}
if(data188.sum !== undefined){
let data191 = data188.sum;
if(typeof data191 === "string"){
if(func2(data191) > 1024){
const err386 = {instancePath:instancePath+"/status/computed/" + i19+"/sum",schemaPath:"#/properties/status/properties/computed/items/properties/sum/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
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
const err387 = {instancePath:instancePath+"/status/computed/" + i19+"/sum",schemaPath:"#/properties/status/properties/computed/items/properties/sum/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err387];
}
else {
vErrors.push(err387);
}
errors++;
}
}
}
else {
const err388 = {instancePath:instancePath+"/status/computed/" + i19,schemaPath:"#/properties/status/properties/computed/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err388];
}
else {
vErrors.push(err388);
}
errors++;
}
}
if(!func10(data187, ["name"])){
const err389 = {instancePath:instancePath+"/status/computed",schemaPath:"#/properties/status/properties/computed/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err389];
}
else {
vErrors.push(err389);
}
errors++;
}
}
else {
const err390 = {instancePath:instancePath+"/status/computed",schemaPath:"#/properties/status/properties/computed/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err390];
}
else {
vErrors.push(err390);
}
errors++;
}
}
if(data162.warnings !== undefined){
let data192 = data162.warnings;
if(Array.isArray(data192)){
if(data192.length > 64){
const err391 = {instancePath:instancePath+"/status/warnings",schemaPath:"#/properties/status/properties/warnings/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err391];
}
else {
vErrors.push(err391);
}
errors++;
}
const len19 = data192.length;
for(let i20=0; i20<len19; i20++){
let data193 = data192[i20];
if(data193 && typeof data193 == "object" && !Array.isArray(data193)){
if(data193.field === undefined){
const err392 = {instancePath:instancePath+"/status/warnings/" + i20,schemaPath:"#/properties/status/properties/warnings/items/required",keyword:"required",params:{missingProperty: "field"},message:"must have required property '"+"field"+"'"};
if(vErrors === null){
vErrors = [err392];
}
else {
vErrors.push(err392);
}
errors++;
}
if(data193.message === undefined){
const err393 = {instancePath:instancePath+"/status/warnings/" + i20,schemaPath:"#/properties/status/properties/warnings/items/required",keyword:"required",params:{missingProperty: "message"},message:"must have required property '"+"message"+"'"};
if(vErrors === null){
vErrors = [err393];
}
else {
vErrors.push(err393);
}
errors++;
}
for(const key27 in data193){
if(!((key27 === "field") || (key27 === "message"))){
const err394 = {instancePath:instancePath+"/status/warnings/" + i20,schemaPath:"#/properties/status/properties/warnings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err394];
}
else {
vErrors.push(err394);
}
errors++;
}
}
if(data193.field !== undefined){
let data194 = data193.field;
if(typeof data194 === "string"){
if(func2(data194) > 1024){
const err395 = {instancePath:instancePath+"/status/warnings/" + i20+"/field",schemaPath:"#/properties/status/properties/warnings/items/properties/field/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err395];
}
else {
vErrors.push(err395);
}
errors++;
}
}
else {
const err396 = {instancePath:instancePath+"/status/warnings/" + i20+"/field",schemaPath:"#/properties/status/properties/warnings/items/properties/field/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err396];
}
else {
vErrors.push(err396);
}
errors++;
}
}
if(data193.message !== undefined){
let data195 = data193.message;
if(typeof data195 === "string"){
if(func2(data195) > 4096){
const err397 = {instancePath:instancePath+"/status/warnings/" + i20+"/message",schemaPath:"#/properties/status/properties/warnings/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err397];
}
else {
vErrors.push(err397);
}
errors++;
}
}
else {
const err398 = {instancePath:instancePath+"/status/warnings/" + i20+"/message",schemaPath:"#/properties/status/properties/warnings/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err399 = {instancePath:instancePath+"/status/warnings/" + i20,schemaPath:"#/properties/status/properties/warnings/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err399];
}
else {
vErrors.push(err399);
}
errors++;
}
}
}
else {
const err400 = {instancePath:instancePath+"/status/warnings",schemaPath:"#/properties/status/properties/warnings/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err400];
}
else {
vErrors.push(err400);
}
errors++;
}
}
if(data162.conditions !== undefined){
let data196 = data162.conditions;
if(Array.isArray(data196)){
if(data196.length > 32){
const err401 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err401];
}
else {
vErrors.push(err401);
}
errors++;
}
const len20 = data196.length;
for(let i21=0; i21<len20; i21++){
let data197 = data196[i21];
if(data197 && typeof data197 == "object" && !Array.isArray(data197)){
if(data197.type === undefined){
const err402 = {instancePath:instancePath+"/status/conditions/" + i21,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err402];
}
else {
vErrors.push(err402);
}
errors++;
}
if(data197.status === undefined){
const err403 = {instancePath:instancePath+"/status/conditions/" + i21,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "status"},message:"must have required property '"+"status"+"'"};
if(vErrors === null){
vErrors = [err403];
}
else {
vErrors.push(err403);
}
errors++;
}
if(data197.lastTransitionTime === undefined){
const err404 = {instancePath:instancePath+"/status/conditions/" + i21,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "lastTransitionTime"},message:"must have required property '"+"lastTransitionTime"+"'"};
if(vErrors === null){
vErrors = [err404];
}
else {
vErrors.push(err404);
}
errors++;
}
if(data197.reason === undefined){
const err405 = {instancePath:instancePath+"/status/conditions/" + i21,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err405];
}
else {
vErrors.push(err405);
}
errors++;
}
if(data197.message === undefined){
const err406 = {instancePath:instancePath+"/status/conditions/" + i21,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "message"},message:"must have required property '"+"message"+"'"};
if(vErrors === null){
vErrors = [err406];
}
else {
vErrors.push(err406);
}
errors++;
}
for(const key28 in data197){
if(!((((((key28 === "type") || (key28 === "status")) || (key28 === "observedGeneration")) || (key28 === "lastTransitionTime")) || (key28 === "reason")) || (key28 === "message"))){
const err407 = {instancePath:instancePath+"/status/conditions/" + i21,schemaPath:"#/properties/status/properties/conditions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err407];
}
else {
vErrors.push(err407);
}
errors++;
}
}
if(data197.type !== undefined){
let data198 = data197.type;
if(typeof data198 === "string"){
if(func2(data198) > 316){
const err408 = {instancePath:instancePath+"/status/conditions/" + i21+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 316},message:"must NOT have more than 316 characters"};
if(vErrors === null){
vErrors = [err408];
}
else {
vErrors.push(err408);
}
errors++;
}
}
else {
const err409 = {instancePath:instancePath+"/status/conditions/" + i21+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err409];
}
else {
vErrors.push(err409);
}
errors++;
}
}
if(data197.status !== undefined){
let data199 = data197.status;
if(typeof data199 !== "string"){
const err410 = {instancePath:instancePath+"/status/conditions/" + i21+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err410];
}
else {
vErrors.push(err410);
}
errors++;
}
if(!(((data199 === "True") || (data199 === "False")) || (data199 === "Unknown"))){
const err411 = {instancePath:instancePath+"/status/conditions/" + i21+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.conditions.items.properties.status.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err411];
}
else {
vErrors.push(err411);
}
errors++;
}
}
if(data197.observedGeneration !== undefined){
let data200 = data197.observedGeneration;
if(!((typeof data200 == "number") && (!(data200 % 1) && !isNaN(data200)))){
const err412 = {instancePath:instancePath+"/status/conditions/" + i21+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err412];
}
else {
vErrors.push(err412);
}
errors++;
}
if(typeof data200 == "number"){
if(data200 < 0 || isNaN(data200)){
const err413 = {instancePath:instancePath+"/status/conditions/" + i21+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err413];
}
else {
vErrors.push(err413);
}
errors++;
}
if(!(formats8.validate(data200))){
const err414 = {instancePath:instancePath+"/status/conditions/" + i21+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err414];
}
else {
vErrors.push(err414);
}
errors++;
}
}
}
if(data197.lastTransitionTime !== undefined){
let data201 = data197.lastTransitionTime;
if(typeof data201 === "string"){
if(!(formats80.validate(data201))){
const err415 = {instancePath:instancePath+"/status/conditions/" + i21+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err415];
}
else {
vErrors.push(err415);
}
errors++;
}
}
else {
const err416 = {instancePath:instancePath+"/status/conditions/" + i21+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err416];
}
else {
vErrors.push(err416);
}
errors++;
}
}
if(data197.reason !== undefined){
let data202 = data197.reason;
if(typeof data202 === "string"){
if(func2(data202) > 1024){
const err417 = {instancePath:instancePath+"/status/conditions/" + i21+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err417];
}
else {
vErrors.push(err417);
}
errors++;
}
if(func2(data202) < 1){
const err418 = {instancePath:instancePath+"/status/conditions/" + i21+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err418];
}
else {
vErrors.push(err418);
}
errors++;
}
}
else {
const err419 = {instancePath:instancePath+"/status/conditions/" + i21+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err419];
}
else {
vErrors.push(err419);
}
errors++;
}
}
if(data197.message !== undefined){
let data203 = data197.message;
if(typeof data203 === "string"){
if(func2(data203) > 32768){
const err420 = {instancePath:instancePath+"/status/conditions/" + i21+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 32768},message:"must NOT have more than 32768 characters"};
if(vErrors === null){
vErrors = [err420];
}
else {
vErrors.push(err420);
}
errors++;
}
}
else {
const err421 = {instancePath:instancePath+"/status/conditions/" + i21+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err422 = {instancePath:instancePath+"/status/conditions/" + i21,schemaPath:"#/properties/status/properties/conditions/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err422];
}
else {
vErrors.push(err422);
}
errors++;
}
}
if(!func10(data196, ["type"])){
const err423 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err423];
}
else {
vErrors.push(err423);
}
errors++;
}
}
else {
const err424 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err424];
}
else {
vErrors.push(err424);
}
errors++;
}
}
}
else {
const err425 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err425];
}
else {
vErrors.push(err425);
}
errors++;
}
}
}
else {
const err426 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err426];
}
else {
vErrors.push(err426);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
