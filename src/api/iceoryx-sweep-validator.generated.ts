// Generated from crds/iceoryxsweeps.iceoryx.io.yaml by `npm run generate`. Do not edit.
// @ts-nocheck: written by ajv, in JavaScript
/* oxlint-disable */
import { formats, haveDistinctKeys } from './schema-checks.ts';
export const validate = validate10;
export default validate10;
const schema11 = {"type":"object","required":["spec"],"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object","properties":{"name":{"type":"string"}}},"spec":{"type":"object","properties":{"nodeSelector":{"type":"object","default":{},"maxProperties":64,"additionalProperties":{"type":"string","maxLength":63}},"dryRun":{"type":"boolean","default":true},"quietPeriodSeconds":{"type":"integer","format":"int32","minimum":1,"maximum":3600,"default":60},"schedule":{"type":"string","minLength":1,"maxLength":128},"timeZone":{"type":"string","minLength":1,"maxLength":64},"parallelism":{"type":"integer","format":"int32","minimum":1,"maximum":500,"default":10},"suspend":{"type":"boolean","default":false},"historyLimit":{"type":"integer","format":"int32","minimum":0,"maximum":20,"default":3}},"additionalProperties":false},"status":{"type":"object","properties":{"observedGeneration":{"type":"integer","format":"int64"},"schedule":{"type":"object","required":["expression","since"],"properties":{"expression":{"type":"string","maxLength":128},"timeZone":{"type":"string","maxLength":64},"since":{"type":"string","format":"date-time"},"next":{"type":"string","format":"date-time"}},"additionalProperties":false},"run":{"type":"object","required":["number","trigger","startTime","dryRun","quietPeriodSeconds","nodes","totals"],"properties":{"number":{"type":"integer","format":"int64"},"trigger":{"type":"string","enum":["Created","SpecChanged","Annotation","Schedule"]},"runAt":{"type":"string","maxLength":256},"startTime":{"type":"string","format":"date-time"},"completionTime":{"type":"string","format":"date-time"},"dryRun":{"type":"boolean"},"quietPeriodSeconds":{"type":"integer","format":"int32"},"nodeSelector":{"type":"object","maxProperties":64,"additionalProperties":{"type":"string","maxLength":63}},"nodes":{"type":"object","required":["chosen","waiting","sweeping","swept","failed","skipped","summary"],"properties":{"chosen":{"type":"integer","format":"int32"},"waiting":{"type":"integer","format":"int32"},"sweeping":{"type":"integer","format":"int32"},"swept":{"type":"integer","format":"int32"},"failed":{"type":"integer","format":"int32"},"skipped":{"type":"integer","format":"int32"},"summary":{"type":"string","maxLength":32}},"additionalProperties":false},"totals":{"type":"object","required":["orphans","orphanBytes","orphanSize","removed","removedBytes","unknown","unknownBytes","live","liveBytes"],"properties":{"orphans":{"type":"integer","format":"int64"},"orphanBytes":{"type":"integer","format":"int64"},"orphanSize":{"type":"string","maxLength":32},"removed":{"type":"integer","format":"int64"},"removedBytes":{"type":"integer","format":"int64"},"unknown":{"type":"integer","format":"int64"},"unknownBytes":{"type":"integer","format":"int64"},"live":{"type":"integer","format":"int64"},"liveBytes":{"type":"integer","format":"int64"}},"additionalProperties":false},"verdicts":{"type":"array","maxItems":100,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["node"],"items":{"type":"object","required":["node","verdict","reason"],"properties":{"node":{"type":"string","maxLength":253},"verdict":{"type":"string","enum":["Clean","Orphans","Removed","Incomplete","Failed","Skipped","Sweeping"]},"reason":{"type":"string","maxLength":128},"message":{"type":"string","maxLength":512},"job":{"type":"string","maxLength":63},"orphans":{"type":"integer","format":"int64"},"orphanBytes":{"type":"integer","format":"int64"},"removed":{"type":"integer","format":"int64"},"unknown":{"type":"integer","format":"int64"}},"additionalProperties":false}},"omittedVerdicts":{"type":"integer","format":"int32"},"findings":{"type":"array","maxItems":20,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["node","place","name","kind","verdict","reason","bytes"],"properties":{"node":{"type":"string","maxLength":253},"place":{"type":"string","maxLength":512},"name":{"type":"string","maxLength":512},"kind":{"type":"string","maxLength":64},"verdict":{"type":"string","maxLength":32},"reason":{"type":"string","maxLength":64},"bytes":{"type":"integer","format":"int64"}},"additionalProperties":false}}},"additionalProperties":false},"history":{"type":"array","maxItems":20,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["number","trigger","startTime","completionTime","dryRun","outcome","nodes","orphans","orphanBytes","removed","removedBytes"],"properties":{"number":{"type":"integer","format":"int64"},"trigger":{"type":"string","maxLength":32},"startTime":{"type":"string","format":"date-time"},"completionTime":{"type":"string","format":"date-time"},"dryRun":{"type":"boolean"},"outcome":{"type":"string","maxLength":128},"nodes":{"type":"string","maxLength":32},"orphans":{"type":"integer","format":"int64"},"orphanBytes":{"type":"integer","format":"int64"},"removed":{"type":"integer","format":"int64"},"removedBytes":{"type":"integer","format":"int64"}},"additionalProperties":false}},"conditions":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["type"],"items":{"type":"object","required":["type","status","lastTransitionTime","reason","message"],"properties":{"type":{"type":"string","maxLength":316},"status":{"type":"string","enum":["True","False","Unknown"]},"observedGeneration":{"type":"integer","format":"int64","minimum":0},"lastTransitionTime":{"type":"string","format":"date-time"},"reason":{"type":"string","minLength":1,"maxLength":1024},"message":{"type":"string","maxLength":32768}},"additionalProperties":false}}},"additionalProperties":false}},"additionalProperties":false};
import func2 from '@kubernetes-models/validate/runtime/ucs2length';
const func9 = Object.prototype.hasOwnProperty;
const func20 = haveDistinctKeys;
const formats0 = formats.int32;
const formats6 = formats.int64;
const formats8 = formats["date-time"];

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
if(typeof data2.name !== "string"){
const err4 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.nodeSelector === undefined){
data4.nodeSelector = {};
}
if(data4.dryRun === undefined){
data4.dryRun = true;
}
if(data4.quietPeriodSeconds === undefined){
data4.quietPeriodSeconds = 60;
}
if(data4.parallelism === undefined){
data4.parallelism = 10;
}
if(data4.suspend === undefined){
data4.suspend = false;
}
if(data4.historyLimit === undefined){
data4.historyLimit = 3;
}
for(const key1 in data4){
if(!((((((((key1 === "nodeSelector") || (key1 === "dryRun")) || (key1 === "quietPeriodSeconds")) || (key1 === "schedule")) || (key1 === "timeZone")) || (key1 === "parallelism")) || (key1 === "suspend")) || (key1 === "historyLimit"))){
const err6 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
let data5 = data4.nodeSelector;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length > 64){
const err7 = {instancePath:instancePath+"/spec/nodeSelector",schemaPath:"#/properties/spec/properties/nodeSelector/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key2 in data5){
let data6 = data5[key2];
if(typeof data6 === "string"){
if(func2(data6) > 63){
const err8 = {instancePath:instancePath+"/spec/nodeSelector/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/nodeSelector/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/spec/nodeSelector/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/nodeSelector/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/spec/nodeSelector",schemaPath:"#/properties/spec/properties/nodeSelector/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(typeof data4.dryRun !== "boolean"){
const err11 = {instancePath:instancePath+"/spec/dryRun",schemaPath:"#/properties/spec/properties/dryRun/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
let data8 = data4.quietPeriodSeconds;
if(!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))){
const err12 = {instancePath:instancePath+"/spec/quietPeriodSeconds",schemaPath:"#/properties/spec/properties/quietPeriodSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(typeof data8 == "number"){
if(data8 > 3600 || isNaN(data8)){
const err13 = {instancePath:instancePath+"/spec/quietPeriodSeconds",schemaPath:"#/properties/spec/properties/quietPeriodSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3600},message:"must be <= 3600"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data8 < 1 || isNaN(data8)){
const err14 = {instancePath:instancePath+"/spec/quietPeriodSeconds",schemaPath:"#/properties/spec/properties/quietPeriodSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!(formats0.validate(data8))){
const err15 = {instancePath:instancePath+"/spec/quietPeriodSeconds",schemaPath:"#/properties/spec/properties/quietPeriodSeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data4.schedule !== undefined){
let data9 = data4.schedule;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err16 = {instancePath:instancePath+"/spec/schedule",schemaPath:"#/properties/spec/properties/schedule/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(func2(data9) < 1){
const err17 = {instancePath:instancePath+"/spec/schedule",schemaPath:"#/properties/spec/properties/schedule/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/spec/schedule",schemaPath:"#/properties/spec/properties/schedule/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.timeZone !== undefined){
let data10 = data4.timeZone;
if(typeof data10 === "string"){
if(func2(data10) > 64){
const err19 = {instancePath:instancePath+"/spec/timeZone",schemaPath:"#/properties/spec/properties/timeZone/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(func2(data10) < 1){
const err20 = {instancePath:instancePath+"/spec/timeZone",schemaPath:"#/properties/spec/properties/timeZone/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/spec/timeZone",schemaPath:"#/properties/spec/properties/timeZone/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
let data11 = data4.parallelism;
if(!((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11)))){
const err22 = {instancePath:instancePath+"/spec/parallelism",schemaPath:"#/properties/spec/properties/parallelism/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(typeof data11 == "number"){
if(data11 > 500 || isNaN(data11)){
const err23 = {instancePath:instancePath+"/spec/parallelism",schemaPath:"#/properties/spec/properties/parallelism/maximum",keyword:"maximum",params:{comparison: "<=", limit: 500},message:"must be <= 500"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data11 < 1 || isNaN(data11)){
const err24 = {instancePath:instancePath+"/spec/parallelism",schemaPath:"#/properties/spec/properties/parallelism/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!(formats0.validate(data11))){
const err25 = {instancePath:instancePath+"/spec/parallelism",schemaPath:"#/properties/spec/properties/parallelism/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(typeof data4.suspend !== "boolean"){
const err26 = {instancePath:instancePath+"/spec/suspend",schemaPath:"#/properties/spec/properties/suspend/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
let data13 = data4.historyLimit;
if(!((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13)))){
const err27 = {instancePath:instancePath+"/spec/historyLimit",schemaPath:"#/properties/spec/properties/historyLimit/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(typeof data13 == "number"){
if(data13 > 20 || isNaN(data13)){
const err28 = {instancePath:instancePath+"/spec/historyLimit",schemaPath:"#/properties/spec/properties/historyLimit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 20},message:"must be <= 20"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err29 = {instancePath:instancePath+"/spec/historyLimit",schemaPath:"#/properties/spec/properties/historyLimit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(!(formats0.validate(data13))){
const err30 = {instancePath:instancePath+"/spec/historyLimit",schemaPath:"#/properties/spec/properties/historyLimit/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
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
else {
const err31 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.status !== undefined){
let data14 = data.status;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key3 in data14){
if(!(((((key3 === "observedGeneration") || (key3 === "schedule")) || (key3 === "run")) || (key3 === "history")) || (key3 === "conditions"))){
const err32 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data14.observedGeneration !== undefined){
let data15 = data14.observedGeneration;
if(!((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15)))){
const err33 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(typeof data15 == "number"){
if(!(formats6.validate(data15))){
const err34 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
if(data14.schedule !== undefined){
let data16 = data14.schedule;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.expression === undefined){
const err35 = {instancePath:instancePath+"/status/schedule",schemaPath:"#/properties/status/properties/schedule/required",keyword:"required",params:{missingProperty: "expression"},message:"must have required property '"+"expression"+"'"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data16.since === undefined){
const err36 = {instancePath:instancePath+"/status/schedule",schemaPath:"#/properties/status/properties/schedule/required",keyword:"required",params:{missingProperty: "since"},message:"must have required property '"+"since"+"'"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
for(const key4 in data16){
if(!((((key4 === "expression") || (key4 === "timeZone")) || (key4 === "since")) || (key4 === "next"))){
const err37 = {instancePath:instancePath+"/status/schedule",schemaPath:"#/properties/status/properties/schedule/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data16.expression !== undefined){
let data17 = data16.expression;
if(typeof data17 === "string"){
if(func2(data17) > 128){
const err38 = {instancePath:instancePath+"/status/schedule/expression",schemaPath:"#/properties/status/properties/schedule/properties/expression/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/status/schedule/expression",schemaPath:"#/properties/status/properties/schedule/properties/expression/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data16.timeZone !== undefined){
let data18 = data16.timeZone;
if(typeof data18 === "string"){
if(func2(data18) > 64){
const err40 = {instancePath:instancePath+"/status/schedule/timeZone",schemaPath:"#/properties/status/properties/schedule/properties/timeZone/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/status/schedule/timeZone",schemaPath:"#/properties/status/properties/schedule/properties/timeZone/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data16.since !== undefined){
let data19 = data16.since;
if(typeof data19 === "string"){
if(!(formats8.validate(data19))){
const err42 = {instancePath:instancePath+"/status/schedule/since",schemaPath:"#/properties/status/properties/schedule/properties/since/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/status/schedule/since",schemaPath:"#/properties/status/properties/schedule/properties/since/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data16.next !== undefined){
let data20 = data16.next;
if(typeof data20 === "string"){
if(!(formats8.validate(data20))){
const err44 = {instancePath:instancePath+"/status/schedule/next",schemaPath:"#/properties/status/properties/schedule/properties/next/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/status/schedule/next",schemaPath:"#/properties/status/properties/schedule/properties/next/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/status/schedule",schemaPath:"#/properties/status/properties/schedule/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data14.run !== undefined){
let data21 = data14.run;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.number === undefined){
const err47 = {instancePath:instancePath+"/status/run",schemaPath:"#/properties/status/properties/run/required",keyword:"required",params:{missingProperty: "number"},message:"must have required property '"+"number"+"'"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data21.trigger === undefined){
const err48 = {instancePath:instancePath+"/status/run",schemaPath:"#/properties/status/properties/run/required",keyword:"required",params:{missingProperty: "trigger"},message:"must have required property '"+"trigger"+"'"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data21.startTime === undefined){
const err49 = {instancePath:instancePath+"/status/run",schemaPath:"#/properties/status/properties/run/required",keyword:"required",params:{missingProperty: "startTime"},message:"must have required property '"+"startTime"+"'"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data21.dryRun === undefined){
const err50 = {instancePath:instancePath+"/status/run",schemaPath:"#/properties/status/properties/run/required",keyword:"required",params:{missingProperty: "dryRun"},message:"must have required property '"+"dryRun"+"'"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data21.quietPeriodSeconds === undefined){
const err51 = {instancePath:instancePath+"/status/run",schemaPath:"#/properties/status/properties/run/required",keyword:"required",params:{missingProperty: "quietPeriodSeconds"},message:"must have required property '"+"quietPeriodSeconds"+"'"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data21.nodes === undefined){
const err52 = {instancePath:instancePath+"/status/run",schemaPath:"#/properties/status/properties/run/required",keyword:"required",params:{missingProperty: "nodes"},message:"must have required property '"+"nodes"+"'"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data21.totals === undefined){
const err53 = {instancePath:instancePath+"/status/run",schemaPath:"#/properties/status/properties/run/required",keyword:"required",params:{missingProperty: "totals"},message:"must have required property '"+"totals"+"'"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
for(const key5 in data21){
if(!(func9.call(schema11.properties.status.properties.run.properties, key5))){
const err54 = {instancePath:instancePath+"/status/run",schemaPath:"#/properties/status/properties/run/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data21.number !== undefined){
let data22 = data21.number;
if(!((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22)))){
const err55 = {instancePath:instancePath+"/status/run/number",schemaPath:"#/properties/status/properties/run/properties/number/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(typeof data22 == "number"){
if(!(formats6.validate(data22))){
const err56 = {instancePath:instancePath+"/status/run/number",schemaPath:"#/properties/status/properties/run/properties/number/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data21.trigger !== undefined){
let data23 = data21.trigger;
if(typeof data23 !== "string"){
const err57 = {instancePath:instancePath+"/status/run/trigger",schemaPath:"#/properties/status/properties/run/properties/trigger/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(!((((data23 === "Created") || (data23 === "SpecChanged")) || (data23 === "Annotation")) || (data23 === "Schedule"))){
const err58 = {instancePath:instancePath+"/status/run/trigger",schemaPath:"#/properties/status/properties/run/properties/trigger/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.run.properties.trigger.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data21.runAt !== undefined){
let data24 = data21.runAt;
if(typeof data24 === "string"){
if(func2(data24) > 256){
const err59 = {instancePath:instancePath+"/status/run/runAt",schemaPath:"#/properties/status/properties/run/properties/runAt/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
else {
const err60 = {instancePath:instancePath+"/status/run/runAt",schemaPath:"#/properties/status/properties/run/properties/runAt/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data21.startTime !== undefined){
let data25 = data21.startTime;
if(typeof data25 === "string"){
if(!(formats8.validate(data25))){
const err61 = {instancePath:instancePath+"/status/run/startTime",schemaPath:"#/properties/status/properties/run/properties/startTime/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/status/run/startTime",schemaPath:"#/properties/status/properties/run/properties/startTime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data21.completionTime !== undefined){
let data26 = data21.completionTime;
if(typeof data26 === "string"){
if(!(formats8.validate(data26))){
const err63 = {instancePath:instancePath+"/status/run/completionTime",schemaPath:"#/properties/status/properties/run/properties/completionTime/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/status/run/completionTime",schemaPath:"#/properties/status/properties/run/properties/completionTime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data21.dryRun !== undefined){
if(typeof data21.dryRun !== "boolean"){
const err65 = {instancePath:instancePath+"/status/run/dryRun",schemaPath:"#/properties/status/properties/run/properties/dryRun/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data21.quietPeriodSeconds !== undefined){
let data28 = data21.quietPeriodSeconds;
if(!((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28)))){
const err66 = {instancePath:instancePath+"/status/run/quietPeriodSeconds",schemaPath:"#/properties/status/properties/run/properties/quietPeriodSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(typeof data28 == "number"){
if(!(formats0.validate(data28))){
const err67 = {instancePath:instancePath+"/status/run/quietPeriodSeconds",schemaPath:"#/properties/status/properties/run/properties/quietPeriodSeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
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
if(data21.nodeSelector !== undefined){
let data29 = data21.nodeSelector;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(Object.keys(data29).length > 64){
const err68 = {instancePath:instancePath+"/status/run/nodeSelector",schemaPath:"#/properties/status/properties/run/properties/nodeSelector/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
for(const key6 in data29){
let data30 = data29[key6];
if(typeof data30 === "string"){
if(func2(data30) > 63){
const err69 = {instancePath:instancePath+"/status/run/nodeSelector/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/status/properties/run/properties/nodeSelector/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/status/run/nodeSelector/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/status/properties/run/properties/nodeSelector/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err71 = {instancePath:instancePath+"/status/run/nodeSelector",schemaPath:"#/properties/status/properties/run/properties/nodeSelector/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data21.nodes !== undefined){
let data31 = data21.nodes;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.chosen === undefined){
const err72 = {instancePath:instancePath+"/status/run/nodes",schemaPath:"#/properties/status/properties/run/properties/nodes/required",keyword:"required",params:{missingProperty: "chosen"},message:"must have required property '"+"chosen"+"'"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(data31.waiting === undefined){
const err73 = {instancePath:instancePath+"/status/run/nodes",schemaPath:"#/properties/status/properties/run/properties/nodes/required",keyword:"required",params:{missingProperty: "waiting"},message:"must have required property '"+"waiting"+"'"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data31.sweeping === undefined){
const err74 = {instancePath:instancePath+"/status/run/nodes",schemaPath:"#/properties/status/properties/run/properties/nodes/required",keyword:"required",params:{missingProperty: "sweeping"},message:"must have required property '"+"sweeping"+"'"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data31.swept === undefined){
const err75 = {instancePath:instancePath+"/status/run/nodes",schemaPath:"#/properties/status/properties/run/properties/nodes/required",keyword:"required",params:{missingProperty: "swept"},message:"must have required property '"+"swept"+"'"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data31.failed === undefined){
const err76 = {instancePath:instancePath+"/status/run/nodes",schemaPath:"#/properties/status/properties/run/properties/nodes/required",keyword:"required",params:{missingProperty: "failed"},message:"must have required property '"+"failed"+"'"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(data31.skipped === undefined){
const err77 = {instancePath:instancePath+"/status/run/nodes",schemaPath:"#/properties/status/properties/run/properties/nodes/required",keyword:"required",params:{missingProperty: "skipped"},message:"must have required property '"+"skipped"+"'"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data31.summary === undefined){
const err78 = {instancePath:instancePath+"/status/run/nodes",schemaPath:"#/properties/status/properties/run/properties/nodes/required",keyword:"required",params:{missingProperty: "summary"},message:"must have required property '"+"summary"+"'"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
for(const key7 in data31){
if(!(((((((key7 === "chosen") || (key7 === "waiting")) || (key7 === "sweeping")) || (key7 === "swept")) || (key7 === "failed")) || (key7 === "skipped")) || (key7 === "summary"))){
const err79 = {instancePath:instancePath+"/status/run/nodes",schemaPath:"#/properties/status/properties/run/properties/nodes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data31.chosen !== undefined){
let data32 = data31.chosen;
if(!((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32)))){
const err80 = {instancePath:instancePath+"/status/run/nodes/chosen",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/chosen/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(typeof data32 == "number"){
if(!(formats0.validate(data32))){
const err81 = {instancePath:instancePath+"/status/run/nodes/chosen",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/chosen/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
if(data31.waiting !== undefined){
let data33 = data31.waiting;
if(!((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33)))){
const err82 = {instancePath:instancePath+"/status/run/nodes/waiting",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/waiting/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(typeof data33 == "number"){
if(!(formats0.validate(data33))){
const err83 = {instancePath:instancePath+"/status/run/nodes/waiting",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/waiting/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
if(data31.sweeping !== undefined){
let data34 = data31.sweeping;
if(!((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34)))){
const err84 = {instancePath:instancePath+"/status/run/nodes/sweeping",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/sweeping/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(typeof data34 == "number"){
if(!(formats0.validate(data34))){
const err85 = {instancePath:instancePath+"/status/run/nodes/sweeping",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/sweeping/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
if(data31.swept !== undefined){
let data35 = data31.swept;
if(!((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35)))){
const err86 = {instancePath:instancePath+"/status/run/nodes/swept",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/swept/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(typeof data35 == "number"){
if(!(formats0.validate(data35))){
const err87 = {instancePath:instancePath+"/status/run/nodes/swept",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/swept/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
if(data31.failed !== undefined){
let data36 = data31.failed;
if(!((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36)))){
const err88 = {instancePath:instancePath+"/status/run/nodes/failed",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/failed/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(typeof data36 == "number"){
if(!(formats0.validate(data36))){
const err89 = {instancePath:instancePath+"/status/run/nodes/failed",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/failed/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
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
if(data31.skipped !== undefined){
let data37 = data31.skipped;
if(!((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37)))){
const err90 = {instancePath:instancePath+"/status/run/nodes/skipped",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/skipped/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(typeof data37 == "number"){
if(!(formats0.validate(data37))){
const err91 = {instancePath:instancePath+"/status/run/nodes/skipped",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/skipped/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
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
if(data31.summary !== undefined){
let data38 = data31.summary;
if(typeof data38 === "string"){
if(func2(data38) > 32){
const err92 = {instancePath:instancePath+"/status/run/nodes/summary",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/summary/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
else {
const err93 = {instancePath:instancePath+"/status/run/nodes/summary",schemaPath:"#/properties/status/properties/run/properties/nodes/properties/summary/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
else {
const err94 = {instancePath:instancePath+"/status/run/nodes",schemaPath:"#/properties/status/properties/run/properties/nodes/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data21.totals !== undefined){
let data39 = data21.totals;
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
if(data39.orphans === undefined){
const err95 = {instancePath:instancePath+"/status/run/totals",schemaPath:"#/properties/status/properties/run/properties/totals/required",keyword:"required",params:{missingProperty: "orphans"},message:"must have required property '"+"orphans"+"'"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if(data39.orphanBytes === undefined){
const err96 = {instancePath:instancePath+"/status/run/totals",schemaPath:"#/properties/status/properties/run/properties/totals/required",keyword:"required",params:{missingProperty: "orphanBytes"},message:"must have required property '"+"orphanBytes"+"'"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(data39.orphanSize === undefined){
const err97 = {instancePath:instancePath+"/status/run/totals",schemaPath:"#/properties/status/properties/run/properties/totals/required",keyword:"required",params:{missingProperty: "orphanSize"},message:"must have required property '"+"orphanSize"+"'"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(data39.removed === undefined){
const err98 = {instancePath:instancePath+"/status/run/totals",schemaPath:"#/properties/status/properties/run/properties/totals/required",keyword:"required",params:{missingProperty: "removed"},message:"must have required property '"+"removed"+"'"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(data39.removedBytes === undefined){
const err99 = {instancePath:instancePath+"/status/run/totals",schemaPath:"#/properties/status/properties/run/properties/totals/required",keyword:"required",params:{missingProperty: "removedBytes"},message:"must have required property '"+"removedBytes"+"'"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(data39.unknown === undefined){
const err100 = {instancePath:instancePath+"/status/run/totals",schemaPath:"#/properties/status/properties/run/properties/totals/required",keyword:"required",params:{missingProperty: "unknown"},message:"must have required property '"+"unknown"+"'"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(data39.unknownBytes === undefined){
const err101 = {instancePath:instancePath+"/status/run/totals",schemaPath:"#/properties/status/properties/run/properties/totals/required",keyword:"required",params:{missingProperty: "unknownBytes"},message:"must have required property '"+"unknownBytes"+"'"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data39.live === undefined){
const err102 = {instancePath:instancePath+"/status/run/totals",schemaPath:"#/properties/status/properties/run/properties/totals/required",keyword:"required",params:{missingProperty: "live"},message:"must have required property '"+"live"+"'"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(data39.liveBytes === undefined){
const err103 = {instancePath:instancePath+"/status/run/totals",schemaPath:"#/properties/status/properties/run/properties/totals/required",keyword:"required",params:{missingProperty: "liveBytes"},message:"must have required property '"+"liveBytes"+"'"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
for(const key8 in data39){
if(!(func9.call(schema11.properties.status.properties.run.properties.totals.properties, key8))){
const err104 = {instancePath:instancePath+"/status/run/totals",schemaPath:"#/properties/status/properties/run/properties/totals/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data39.orphans !== undefined){
let data40 = data39.orphans;
if(!((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40)))){
const err105 = {instancePath:instancePath+"/status/run/totals/orphans",schemaPath:"#/properties/status/properties/run/properties/totals/properties/orphans/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(typeof data40 == "number"){
if(!(formats6.validate(data40))){
const err106 = {instancePath:instancePath+"/status/run/totals/orphans",schemaPath:"#/properties/status/properties/run/properties/totals/properties/orphans/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
}
if(data39.orphanBytes !== undefined){
let data41 = data39.orphanBytes;
if(!((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41)))){
const err107 = {instancePath:instancePath+"/status/run/totals/orphanBytes",schemaPath:"#/properties/status/properties/run/properties/totals/properties/orphanBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(typeof data41 == "number"){
if(!(formats6.validate(data41))){
const err108 = {instancePath:instancePath+"/status/run/totals/orphanBytes",schemaPath:"#/properties/status/properties/run/properties/totals/properties/orphanBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data39.orphanSize !== undefined){
let data42 = data39.orphanSize;
if(typeof data42 === "string"){
if(func2(data42) > 32){
const err109 = {instancePath:instancePath+"/status/run/totals/orphanSize",schemaPath:"#/properties/status/properties/run/properties/totals/properties/orphanSize/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
else {
const err110 = {instancePath:instancePath+"/status/run/totals/orphanSize",schemaPath:"#/properties/status/properties/run/properties/totals/properties/orphanSize/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data39.removed !== undefined){
let data43 = data39.removed;
if(!((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43)))){
const err111 = {instancePath:instancePath+"/status/run/totals/removed",schemaPath:"#/properties/status/properties/run/properties/totals/properties/removed/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
if(typeof data43 == "number"){
if(!(formats6.validate(data43))){
const err112 = {instancePath:instancePath+"/status/run/totals/removed",schemaPath:"#/properties/status/properties/run/properties/totals/properties/removed/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data39.removedBytes !== undefined){
let data44 = data39.removedBytes;
if(!((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44)))){
const err113 = {instancePath:instancePath+"/status/run/totals/removedBytes",schemaPath:"#/properties/status/properties/run/properties/totals/properties/removedBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(typeof data44 == "number"){
if(!(formats6.validate(data44))){
const err114 = {instancePath:instancePath+"/status/run/totals/removedBytes",schemaPath:"#/properties/status/properties/run/properties/totals/properties/removedBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
}
if(data39.unknown !== undefined){
let data45 = data39.unknown;
if(!((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45)))){
const err115 = {instancePath:instancePath+"/status/run/totals/unknown",schemaPath:"#/properties/status/properties/run/properties/totals/properties/unknown/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(typeof data45 == "number"){
if(!(formats6.validate(data45))){
const err116 = {instancePath:instancePath+"/status/run/totals/unknown",schemaPath:"#/properties/status/properties/run/properties/totals/properties/unknown/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data39.unknownBytes !== undefined){
let data46 = data39.unknownBytes;
if(!((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46)))){
const err117 = {instancePath:instancePath+"/status/run/totals/unknownBytes",schemaPath:"#/properties/status/properties/run/properties/totals/properties/unknownBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
if(typeof data46 == "number"){
if(!(formats6.validate(data46))){
const err118 = {instancePath:instancePath+"/status/run/totals/unknownBytes",schemaPath:"#/properties/status/properties/run/properties/totals/properties/unknownBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
}
if(data39.live !== undefined){
let data47 = data39.live;
if(!((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47)))){
const err119 = {instancePath:instancePath+"/status/run/totals/live",schemaPath:"#/properties/status/properties/run/properties/totals/properties/live/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(typeof data47 == "number"){
if(!(formats6.validate(data47))){
const err120 = {instancePath:instancePath+"/status/run/totals/live",schemaPath:"#/properties/status/properties/run/properties/totals/properties/live/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data39.liveBytes !== undefined){
let data48 = data39.liveBytes;
if(!((typeof data48 == "number") && (!(data48 % 1) && !isNaN(data48)))){
const err121 = {instancePath:instancePath+"/status/run/totals/liveBytes",schemaPath:"#/properties/status/properties/run/properties/totals/properties/liveBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if(typeof data48 == "number"){
if(!(formats6.validate(data48))){
const err122 = {instancePath:instancePath+"/status/run/totals/liveBytes",schemaPath:"#/properties/status/properties/run/properties/totals/properties/liveBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
}
else {
const err123 = {instancePath:instancePath+"/status/run/totals",schemaPath:"#/properties/status/properties/run/properties/totals/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data21.verdicts !== undefined){
let data49 = data21.verdicts;
if(Array.isArray(data49)){
if(data49.length > 100){
const err124 = {instancePath:instancePath+"/status/run/verdicts",schemaPath:"#/properties/status/properties/run/properties/verdicts/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
const len0 = data49.length;
for(let i0=0; i0<len0; i0++){
let data50 = data49[i0];
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
if(data50.node === undefined){
const err125 = {instancePath:instancePath+"/status/run/verdicts/" + i0,schemaPath:"#/properties/status/properties/run/properties/verdicts/items/required",keyword:"required",params:{missingProperty: "node"},message:"must have required property '"+"node"+"'"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(data50.verdict === undefined){
const err126 = {instancePath:instancePath+"/status/run/verdicts/" + i0,schemaPath:"#/properties/status/properties/run/properties/verdicts/items/required",keyword:"required",params:{missingProperty: "verdict"},message:"must have required property '"+"verdict"+"'"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(data50.reason === undefined){
const err127 = {instancePath:instancePath+"/status/run/verdicts/" + i0,schemaPath:"#/properties/status/properties/run/properties/verdicts/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
for(const key9 in data50){
if(!(func9.call(schema11.properties.status.properties.run.properties.verdicts.items.properties, key9))){
const err128 = {instancePath:instancePath+"/status/run/verdicts/" + i0,schemaPath:"#/properties/status/properties/run/properties/verdicts/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data50.node !== undefined){
let data51 = data50.node;
if(typeof data51 === "string"){
if(func2(data51) > 253){
const err129 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/node",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/node/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
else {
const err130 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/node",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/node/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data50.verdict !== undefined){
let data52 = data50.verdict;
if(typeof data52 !== "string"){
const err131 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/verdict",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/verdict/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if(!(((((((data52 === "Clean") || (data52 === "Orphans")) || (data52 === "Removed")) || (data52 === "Incomplete")) || (data52 === "Failed")) || (data52 === "Skipped")) || (data52 === "Sweeping"))){
const err132 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/verdict",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/verdict/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.run.properties.verdicts.items.properties.verdict.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data50.reason !== undefined){
let data53 = data50.reason;
if(typeof data53 === "string"){
if(func2(data53) > 128){
const err133 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/reason",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
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
const err134 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/reason",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data50.message !== undefined){
let data54 = data50.message;
if(typeof data54 === "string"){
if(func2(data54) > 512){
const err135 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/message",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
else {
const err136 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/message",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data50.job !== undefined){
let data55 = data50.job;
if(typeof data55 === "string"){
if(func2(data55) > 63){
const err137 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/job",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/job/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
else {
const err138 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/job",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/job/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data50.orphans !== undefined){
let data56 = data50.orphans;
if(!((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56)))){
const err139 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/orphans",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/orphans/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if(typeof data56 == "number"){
if(!(formats6.validate(data56))){
const err140 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/orphans",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/orphans/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data50.orphanBytes !== undefined){
let data57 = data50.orphanBytes;
if(!((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57)))){
const err141 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/orphanBytes",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/orphanBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(typeof data57 == "number"){
if(!(formats6.validate(data57))){
const err142 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/orphanBytes",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/orphanBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
}
if(data50.removed !== undefined){
let data58 = data50.removed;
if(!((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58)))){
const err143 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/removed",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/removed/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
if(typeof data58 == "number"){
if(!(formats6.validate(data58))){
const err144 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/removed",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/removed/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
}
if(data50.unknown !== undefined){
let data59 = data50.unknown;
if(!((typeof data59 == "number") && (!(data59 % 1) && !isNaN(data59)))){
const err145 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/unknown",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/unknown/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(typeof data59 == "number"){
if(!(formats6.validate(data59))){
const err146 = {instancePath:instancePath+"/status/run/verdicts/" + i0+"/unknown",schemaPath:"#/properties/status/properties/run/properties/verdicts/items/properties/unknown/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
}
else {
const err147 = {instancePath:instancePath+"/status/run/verdicts/" + i0,schemaPath:"#/properties/status/properties/run/properties/verdicts/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(!func20(data49, ["node"])){
const err148 = {instancePath:instancePath+"/status/run/verdicts",schemaPath:"#/properties/status/properties/run/properties/verdicts/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
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
const err149 = {instancePath:instancePath+"/status/run/verdicts",schemaPath:"#/properties/status/properties/run/properties/verdicts/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
if(data21.omittedVerdicts !== undefined){
let data60 = data21.omittedVerdicts;
if(!((typeof data60 == "number") && (!(data60 % 1) && !isNaN(data60)))){
const err150 = {instancePath:instancePath+"/status/run/omittedVerdicts",schemaPath:"#/properties/status/properties/run/properties/omittedVerdicts/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
if(typeof data60 == "number"){
if(!(formats0.validate(data60))){
const err151 = {instancePath:instancePath+"/status/run/omittedVerdicts",schemaPath:"#/properties/status/properties/run/properties/omittedVerdicts/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
}
if(data21.findings !== undefined){
let data61 = data21.findings;
if(Array.isArray(data61)){
if(data61.length > 20){
const err152 = {instancePath:instancePath+"/status/run/findings",schemaPath:"#/properties/status/properties/run/properties/findings/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
const len1 = data61.length;
for(let i1=0; i1<len1; i1++){
let data62 = data61[i1];
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
if(data62.node === undefined){
const err153 = {instancePath:instancePath+"/status/run/findings/" + i1,schemaPath:"#/properties/status/properties/run/properties/findings/items/required",keyword:"required",params:{missingProperty: "node"},message:"must have required property '"+"node"+"'"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(data62.place === undefined){
const err154 = {instancePath:instancePath+"/status/run/findings/" + i1,schemaPath:"#/properties/status/properties/run/properties/findings/items/required",keyword:"required",params:{missingProperty: "place"},message:"must have required property '"+"place"+"'"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(data62.name === undefined){
const err155 = {instancePath:instancePath+"/status/run/findings/" + i1,schemaPath:"#/properties/status/properties/run/properties/findings/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(data62.kind === undefined){
const err156 = {instancePath:instancePath+"/status/run/findings/" + i1,schemaPath:"#/properties/status/properties/run/properties/findings/items/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
if(data62.verdict === undefined){
const err157 = {instancePath:instancePath+"/status/run/findings/" + i1,schemaPath:"#/properties/status/properties/run/properties/findings/items/required",keyword:"required",params:{missingProperty: "verdict"},message:"must have required property '"+"verdict"+"'"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
if(data62.reason === undefined){
const err158 = {instancePath:instancePath+"/status/run/findings/" + i1,schemaPath:"#/properties/status/properties/run/properties/findings/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
if(data62.bytes === undefined){
const err159 = {instancePath:instancePath+"/status/run/findings/" + i1,schemaPath:"#/properties/status/properties/run/properties/findings/items/required",keyword:"required",params:{missingProperty: "bytes"},message:"must have required property '"+"bytes"+"'"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
for(const key10 in data62){
if(!(((((((key10 === "node") || (key10 === "place")) || (key10 === "name")) || (key10 === "kind")) || (key10 === "verdict")) || (key10 === "reason")) || (key10 === "bytes"))){
const err160 = {instancePath:instancePath+"/status/run/findings/" + i1,schemaPath:"#/properties/status/properties/run/properties/findings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
if(data62.node !== undefined){
let data63 = data62.node;
if(typeof data63 === "string"){
if(func2(data63) > 253){
const err161 = {instancePath:instancePath+"/status/run/findings/" + i1+"/node",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/node/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
else {
const err162 = {instancePath:instancePath+"/status/run/findings/" + i1+"/node",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/node/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data62.place !== undefined){
let data64 = data62.place;
if(typeof data64 === "string"){
if(func2(data64) > 512){
const err163 = {instancePath:instancePath+"/status/run/findings/" + i1+"/place",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/place/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
else {
const err164 = {instancePath:instancePath+"/status/run/findings/" + i1+"/place",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/place/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data62.name !== undefined){
let data65 = data62.name;
if(typeof data65 === "string"){
if(func2(data65) > 512){
const err165 = {instancePath:instancePath+"/status/run/findings/" + i1+"/name",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
else {
const err166 = {instancePath:instancePath+"/status/run/findings/" + i1+"/name",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
if(data62.kind !== undefined){
let data66 = data62.kind;
if(typeof data66 === "string"){
if(func2(data66) > 64){
const err167 = {instancePath:instancePath+"/status/run/findings/" + i1+"/kind",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/kind/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
else {
const err168 = {instancePath:instancePath+"/status/run/findings/" + i1+"/kind",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data62.verdict !== undefined){
let data67 = data62.verdict;
if(typeof data67 === "string"){
if(func2(data67) > 32){
const err169 = {instancePath:instancePath+"/status/run/findings/" + i1+"/verdict",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/verdict/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
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
const err170 = {instancePath:instancePath+"/status/run/findings/" + i1+"/verdict",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/verdict/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
if(data62.reason !== undefined){
let data68 = data62.reason;
if(typeof data68 === "string"){
if(func2(data68) > 64){
const err171 = {instancePath:instancePath+"/status/run/findings/" + i1+"/reason",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
else {
const err172 = {instancePath:instancePath+"/status/run/findings/" + i1+"/reason",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data62.bytes !== undefined){
let data69 = data62.bytes;
if(!((typeof data69 == "number") && (!(data69 % 1) && !isNaN(data69)))){
const err173 = {instancePath:instancePath+"/status/run/findings/" + i1+"/bytes",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
if(typeof data69 == "number"){
if(!(formats6.validate(data69))){
const err174 = {instancePath:instancePath+"/status/run/findings/" + i1+"/bytes",schemaPath:"#/properties/status/properties/run/properties/findings/items/properties/bytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
}
}
else {
const err175 = {instancePath:instancePath+"/status/run/findings/" + i1,schemaPath:"#/properties/status/properties/run/properties/findings/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err176 = {instancePath:instancePath+"/status/run/findings",schemaPath:"#/properties/status/properties/run/properties/findings/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err177 = {instancePath:instancePath+"/status/run",schemaPath:"#/properties/status/properties/run/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data14.history !== undefined){
let data70 = data14.history;
if(Array.isArray(data70)){
if(data70.length > 20){
const err178 = {instancePath:instancePath+"/status/history",schemaPath:"#/properties/status/properties/history/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
const len2 = data70.length;
for(let i2=0; i2<len2; i2++){
let data71 = data70[i2];
if(data71 && typeof data71 == "object" && !Array.isArray(data71)){
if(data71.number === undefined){
const err179 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/required",keyword:"required",params:{missingProperty: "number"},message:"must have required property '"+"number"+"'"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
if(data71.trigger === undefined){
const err180 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/required",keyword:"required",params:{missingProperty: "trigger"},message:"must have required property '"+"trigger"+"'"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if(data71.startTime === undefined){
const err181 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/required",keyword:"required",params:{missingProperty: "startTime"},message:"must have required property '"+"startTime"+"'"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
if(data71.completionTime === undefined){
const err182 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/required",keyword:"required",params:{missingProperty: "completionTime"},message:"must have required property '"+"completionTime"+"'"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
if(data71.dryRun === undefined){
const err183 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/required",keyword:"required",params:{missingProperty: "dryRun"},message:"must have required property '"+"dryRun"+"'"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if(data71.outcome === undefined){
const err184 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/required",keyword:"required",params:{missingProperty: "outcome"},message:"must have required property '"+"outcome"+"'"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
if(data71.nodes === undefined){
const err185 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/required",keyword:"required",params:{missingProperty: "nodes"},message:"must have required property '"+"nodes"+"'"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
if(data71.orphans === undefined){
const err186 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/required",keyword:"required",params:{missingProperty: "orphans"},message:"must have required property '"+"orphans"+"'"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
if(data71.orphanBytes === undefined){
const err187 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/required",keyword:"required",params:{missingProperty: "orphanBytes"},message:"must have required property '"+"orphanBytes"+"'"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
if(data71.removed === undefined){
const err188 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/required",keyword:"required",params:{missingProperty: "removed"},message:"must have required property '"+"removed"+"'"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
if(data71.removedBytes === undefined){
const err189 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/required",keyword:"required",params:{missingProperty: "removedBytes"},message:"must have required property '"+"removedBytes"+"'"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
for(const key11 in data71){
if(!(func9.call(schema11.properties.status.properties.history.items.properties, key11))){
const err190 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data71.number !== undefined){
let data72 = data71.number;
if(!((typeof data72 == "number") && (!(data72 % 1) && !isNaN(data72)))){
const err191 = {instancePath:instancePath+"/status/history/" + i2+"/number",schemaPath:"#/properties/status/properties/history/items/properties/number/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
if(typeof data72 == "number"){
if(!(formats6.validate(data72))){
const err192 = {instancePath:instancePath+"/status/history/" + i2+"/number",schemaPath:"#/properties/status/properties/history/items/properties/number/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
}
if(data71.trigger !== undefined){
let data73 = data71.trigger;
if(typeof data73 === "string"){
if(func2(data73) > 32){
const err193 = {instancePath:instancePath+"/status/history/" + i2+"/trigger",schemaPath:"#/properties/status/properties/history/items/properties/trigger/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
else {
const err194 = {instancePath:instancePath+"/status/history/" + i2+"/trigger",schemaPath:"#/properties/status/properties/history/items/properties/trigger/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data71.startTime !== undefined){
let data74 = data71.startTime;
if(typeof data74 === "string"){
if(!(formats8.validate(data74))){
const err195 = {instancePath:instancePath+"/status/history/" + i2+"/startTime",schemaPath:"#/properties/status/properties/history/items/properties/startTime/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
else {
const err196 = {instancePath:instancePath+"/status/history/" + i2+"/startTime",schemaPath:"#/properties/status/properties/history/items/properties/startTime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
if(data71.completionTime !== undefined){
let data75 = data71.completionTime;
if(typeof data75 === "string"){
if(!(formats8.validate(data75))){
const err197 = {instancePath:instancePath+"/status/history/" + i2+"/completionTime",schemaPath:"#/properties/status/properties/history/items/properties/completionTime/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
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
const err198 = {instancePath:instancePath+"/status/history/" + i2+"/completionTime",schemaPath:"#/properties/status/properties/history/items/properties/completionTime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data71.dryRun !== undefined){
if(typeof data71.dryRun !== "boolean"){
const err199 = {instancePath:instancePath+"/status/history/" + i2+"/dryRun",schemaPath:"#/properties/status/properties/history/items/properties/dryRun/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data71.outcome !== undefined){
let data77 = data71.outcome;
if(typeof data77 === "string"){
if(func2(data77) > 128){
const err200 = {instancePath:instancePath+"/status/history/" + i2+"/outcome",schemaPath:"#/properties/status/properties/history/items/properties/outcome/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
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
const err201 = {instancePath:instancePath+"/status/history/" + i2+"/outcome",schemaPath:"#/properties/status/properties/history/items/properties/outcome/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data71.nodes !== undefined){
let data78 = data71.nodes;
if(typeof data78 === "string"){
if(func2(data78) > 32){
const err202 = {instancePath:instancePath+"/status/history/" + i2+"/nodes",schemaPath:"#/properties/status/properties/history/items/properties/nodes/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
else {
const err203 = {instancePath:instancePath+"/status/history/" + i2+"/nodes",schemaPath:"#/properties/status/properties/history/items/properties/nodes/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
if(data71.orphans !== undefined){
let data79 = data71.orphans;
if(!((typeof data79 == "number") && (!(data79 % 1) && !isNaN(data79)))){
const err204 = {instancePath:instancePath+"/status/history/" + i2+"/orphans",schemaPath:"#/properties/status/properties/history/items/properties/orphans/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
if(typeof data79 == "number"){
if(!(formats6.validate(data79))){
const err205 = {instancePath:instancePath+"/status/history/" + i2+"/orphans",schemaPath:"#/properties/status/properties/history/items/properties/orphans/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
}
if(data71.orphanBytes !== undefined){
let data80 = data71.orphanBytes;
if(!((typeof data80 == "number") && (!(data80 % 1) && !isNaN(data80)))){
const err206 = {instancePath:instancePath+"/status/history/" + i2+"/orphanBytes",schemaPath:"#/properties/status/properties/history/items/properties/orphanBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
if(typeof data80 == "number"){
if(!(formats6.validate(data80))){
const err207 = {instancePath:instancePath+"/status/history/" + i2+"/orphanBytes",schemaPath:"#/properties/status/properties/history/items/properties/orphanBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
}
if(data71.removed !== undefined){
let data81 = data71.removed;
if(!((typeof data81 == "number") && (!(data81 % 1) && !isNaN(data81)))){
const err208 = {instancePath:instancePath+"/status/history/" + i2+"/removed",schemaPath:"#/properties/status/properties/history/items/properties/removed/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
if(typeof data81 == "number"){
if(!(formats6.validate(data81))){
const err209 = {instancePath:instancePath+"/status/history/" + i2+"/removed",schemaPath:"#/properties/status/properties/history/items/properties/removed/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data71.removedBytes !== undefined){
let data82 = data71.removedBytes;
if(!((typeof data82 == "number") && (!(data82 % 1) && !isNaN(data82)))){
const err210 = {instancePath:instancePath+"/status/history/" + i2+"/removedBytes",schemaPath:"#/properties/status/properties/history/items/properties/removedBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
if(typeof data82 == "number"){
if(!(formats6.validate(data82))){
const err211 = {instancePath:instancePath+"/status/history/" + i2+"/removedBytes",schemaPath:"#/properties/status/properties/history/items/properties/removedBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
}
}
else {
const err212 = {instancePath:instancePath+"/status/history/" + i2,schemaPath:"#/properties/status/properties/history/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
}
else {
const err213 = {instancePath:instancePath+"/status/history",schemaPath:"#/properties/status/properties/history/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
if(data14.conditions !== undefined){
let data83 = data14.conditions;
if(Array.isArray(data83)){
if(data83.length > 16){
const err214 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
const len3 = data83.length;
for(let i3=0; i3<len3; i3++){
let data84 = data83[i3];
if(data84 && typeof data84 == "object" && !Array.isArray(data84)){
if(data84.type === undefined){
const err215 = {instancePath:instancePath+"/status/conditions/" + i3,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
if(data84.status === undefined){
const err216 = {instancePath:instancePath+"/status/conditions/" + i3,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "status"},message:"must have required property '"+"status"+"'"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
if(data84.lastTransitionTime === undefined){
const err217 = {instancePath:instancePath+"/status/conditions/" + i3,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "lastTransitionTime"},message:"must have required property '"+"lastTransitionTime"+"'"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
if(data84.reason === undefined){
const err218 = {instancePath:instancePath+"/status/conditions/" + i3,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
if(data84.message === undefined){
const err219 = {instancePath:instancePath+"/status/conditions/" + i3,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "message"},message:"must have required property '"+"message"+"'"};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
for(const key12 in data84){
if(!((((((key12 === "type") || (key12 === "status")) || (key12 === "observedGeneration")) || (key12 === "lastTransitionTime")) || (key12 === "reason")) || (key12 === "message"))){
const err220 = {instancePath:instancePath+"/status/conditions/" + i3,schemaPath:"#/properties/status/properties/conditions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data84.type !== undefined){
let data85 = data84.type;
if(typeof data85 === "string"){
if(func2(data85) > 316){
const err221 = {instancePath:instancePath+"/status/conditions/" + i3+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 316},message:"must NOT have more than 316 characters"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
else {
const err222 = {instancePath:instancePath+"/status/conditions/" + i3+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
if(data84.status !== undefined){
let data86 = data84.status;
if(typeof data86 !== "string"){
const err223 = {instancePath:instancePath+"/status/conditions/" + i3+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
if(!(((data86 === "True") || (data86 === "False")) || (data86 === "Unknown"))){
const err224 = {instancePath:instancePath+"/status/conditions/" + i3+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.conditions.items.properties.status.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
if(data84.observedGeneration !== undefined){
let data87 = data84.observedGeneration;
if(!((typeof data87 == "number") && (!(data87 % 1) && !isNaN(data87)))){
const err225 = {instancePath:instancePath+"/status/conditions/" + i3+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
if(typeof data87 == "number"){
if(data87 < 0 || isNaN(data87)){
const err226 = {instancePath:instancePath+"/status/conditions/" + i3+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
if(!(formats6.validate(data87))){
const err227 = {instancePath:instancePath+"/status/conditions/" + i3+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
}
if(data84.lastTransitionTime !== undefined){
let data88 = data84.lastTransitionTime;
if(typeof data88 === "string"){
if(!(formats8.validate(data88))){
const err228 = {instancePath:instancePath+"/status/conditions/" + i3+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
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
const err229 = {instancePath:instancePath+"/status/conditions/" + i3+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data84.reason !== undefined){
let data89 = data84.reason;
if(typeof data89 === "string"){
if(func2(data89) > 1024){
const err230 = {instancePath:instancePath+"/status/conditions/" + i3+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
if(func2(data89) < 1){
const err231 = {instancePath:instancePath+"/status/conditions/" + i3+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
else {
const err232 = {instancePath:instancePath+"/status/conditions/" + i3+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
if(data84.message !== undefined){
let data90 = data84.message;
if(typeof data90 === "string"){
if(func2(data90) > 32768){
const err233 = {instancePath:instancePath+"/status/conditions/" + i3+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 32768},message:"must NOT have more than 32768 characters"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
else {
const err234 = {instancePath:instancePath+"/status/conditions/" + i3+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err235 = {instancePath:instancePath+"/status/conditions/" + i3,schemaPath:"#/properties/status/properties/conditions/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
if(!func20(data83, ["type"])){
const err236 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
else {
const err237 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
}
else {
const err238 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
}
else {
const err239 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
