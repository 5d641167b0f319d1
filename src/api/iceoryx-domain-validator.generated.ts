// Generated from crds/iceoryxdomains.iceoryx.io.yaml by `npm run generate`. Do not edit.
// @ts-nocheck: written by ajv, in JavaScript
/* oxlint-disable */
import { formats, haveDistinctKeys } from './schema-checks.ts';
export const validate = validate10;
export default validate10;
const schema11 = {"type":"object","required":["spec"],"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object","properties":{"name":{"type":"string","maxLength":253}}},"spec":{"type":"object","required":["roudi"],"properties":{"roudi":{"type":"object","properties":{"image":{"type":"string","minLength":1,"maxLength":1024},"imagePullPolicy":{"type":"string","enum":["Always","IfNotPresent","Never"]},"release":{"type":"string","enum":["2.0","2.95"]},"command":{"type":"array","default":["iox-roudi"],"minItems":1,"maxItems":16,"x-kubernetes-list-type":"atomic","items":{"type":"string","maxLength":1024}},"extraArgs":{"type":"array","maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"string","maxLength":256}},"env":{"type":"array","maxItems":128,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253},"value":{"type":"string"}}}},"segments":{"type":"array","minItems":1,"maxItems":100,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["mempools"],"properties":{"writer":{"type":"string","maxLength":32},"reader":{"type":"string","maxLength":32},"mempools":{"type":"array","minItems":1,"maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["size","count"],"properties":{"size":{"type":"integer","format":"int64","maximum":1099511627776},"count":{"type":"integer","format":"int64","minimum":1,"maximum":4294967295}},"additionalProperties":false}}},"additionalProperties":false}},"managementBytes":{"type":"integer","format":"int64","minimum":1,"maximum":1099511627776},"logLevel":{"type":"string","enum":["Off","Fatal","Error","Warning","Info","Debug","Verbose"],"default":"Warning"},"monitoring":{"type":"boolean","default":true},"compatibility":{"type":"string","enum":["Off","Major","Minor","Patch","CommitId","BuildDate"],"default":"Patch"},"killDelaySeconds":{"type":"integer","format":"int32","minimum":0,"maximum":86400},"terminationDelaySeconds":{"type":"integer","format":"int32","minimum":0,"maximum":86400},"resources":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"limits":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}},"requests":{"type":"object","maxProperties":32,"additionalProperties":{"x-kubernetes-int-or-string":true,"maxLength":64,"type":["integer","string"]}}}},"securityContext":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"runAsUser":{"type":"integer","format":"int64"},"runAsGroup":{"type":"integer","format":"int64"},"runAsNonRoot":{"type":"boolean"},"privileged":{"type":"boolean"},"capabilities":{"type":"object","properties":{"add":{"type":"array","maxItems":64,"items":{"type":"string"}},"drop":{"type":"array","maxItems":64,"items":{"type":"string"}}},"additionalProperties":false}}}},"additionalProperties":false},"nodeSelector":{"type":"object","maxProperties":64,"additionalProperties":{"type":"string","maxLength":63}},"tolerations":{"type":"array","maxItems":64,"x-kubernetes-list-type":"atomic","items":{"type":"object","properties":{"key":{"type":"string","maxLength":316},"operator":{"type":"string","maxLength":63},"value":{"type":"string","maxLength":63},"effect":{"type":"string","enum":["NoSchedule","PreferNoSchedule","NoExecute"]},"tolerationSeconds":{"type":"integer","format":"int64"}},"additionalProperties":false}},"allowedNamespaces":{"type":"array","maxItems":256,"x-kubernetes-list-type":"set","items":{"type":"string","minLength":1,"maxLength":63},"uniqueItems":true},"maxUnavailable":{"type":"integer","format":"int32","minimum":1,"default":1},"appStopSeconds":{"type":"integer","format":"int32","minimum":1,"maximum":86400,"default":30},"priorityClassName":{"type":"string","minLength":1,"maxLength":253},"identity":{"type":"object","required":["users"],"properties":{"users":{"type":"array","minItems":1,"maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","uid","group","gid"],"properties":{"name":{"type":"string","maxLength":32},"uid":{"type":"integer","format":"int64","minimum":1,"maximum":4294967294},"group":{"type":"string","maxLength":32},"gid":{"type":"integer","format":"int64","minimum":1,"maximum":4294967294}},"additionalProperties":false}}},"additionalProperties":false}},"additionalProperties":false},"status":{"type":"object","properties":{"operator":{"type":"object","properties":{"asking":{"type":"string","maxLength":512},"askedAt":{"type":"string","format":"date-time"},"answered":{"type":"string","maxLength":512},"answeredAt":{"type":"string","format":"date-time"}},"additionalProperties":false},"observedGeneration":{"type":"integer","format":"int64"},"desiredNodes":{"type":"integer","format":"int32"},"readyNodes":{"type":"integer","format":"int32"},"updatedNodes":{"type":"integer","format":"int32"},"apps":{"type":"integer","format":"int32"},"restarts":{"type":"integer","format":"int32"},"lastRestartTime":{"type":"string","format":"date-time"},"image":{"type":"string"},"directory":{"type":"string"},"release":{"type":"string"},"segmentBytes":{"type":"integer","format":"int64"},"memoryBytes":{"type":"integer","format":"int64"},"daemonSet":{"type":"object","required":["uid","generation","digest"],"properties":{"uid":{"type":"string","maxLength":63},"generation":{"type":"integer","format":"int64"},"digest":{"type":"string","maxLength":64}},"additionalProperties":false},"nodes":{"type":"array","maxItems":100,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","roudi"],"properties":{"name":{"type":"string","maxLength":253},"roudi":{"type":"string","maxLength":63},"pod":{"type":"string","maxLength":253},"incarnation":{"type":"string","maxLength":63},"message":{"type":"string","maxLength":1024}},"additionalProperties":false}},"conditions":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["type"],"items":{"type":"object","required":["type","status","lastTransitionTime","reason","message"],"properties":{"type":{"type":"string","maxLength":316},"status":{"type":"string","enum":["True","False","Unknown"]},"observedGeneration":{"type":"integer","format":"int64","minimum":0},"lastTransitionTime":{"type":"string","format":"date-time"},"reason":{"type":"string","minLength":1,"maxLength":1024},"message":{"type":"string","maxLength":32768}},"additionalProperties":false}}},"additionalProperties":false}},"additionalProperties":false};
import func2 from '@kubernetes-models/validate/runtime/ucs2length';
const func3 = Object.prototype.hasOwnProperty;
const func10 = haveDistinctKeys;
const formats0 = formats.int64;
const formats6 = formats.int32;
const formats24 = formats["date-time"];

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
if(data4.maxUnavailable === undefined){
data4.maxUnavailable = 1;
}
if(data4.appStopSeconds === undefined){
data4.appStopSeconds = 30;
}
if(data4.roudi === undefined){
const err7 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "roudi"},message:"must have required property '"+"roudi"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key1 in data4){
if(!((((((((key1 === "roudi") || (key1 === "nodeSelector")) || (key1 === "tolerations")) || (key1 === "allowedNamespaces")) || (key1 === "maxUnavailable")) || (key1 === "appStopSeconds")) || (key1 === "priorityClassName")) || (key1 === "identity"))){
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
if(data4.roudi !== undefined){
let data5 = data4.roudi;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.command === undefined){
data5.command = ["iox-roudi"];
}
if(data5.logLevel === undefined){
data5.logLevel = "Warning";
}
if(data5.monitoring === undefined){
data5.monitoring = true;
}
if(data5.compatibility === undefined){
data5.compatibility = "Patch";
}
for(const key2 in data5){
if(!(func3.call(schema11.properties.spec.properties.roudi.properties, key2))){
const err9 = {instancePath:instancePath+"/spec/roudi",schemaPath:"#/properties/spec/properties/roudi/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data5.image !== undefined){
let data6 = data5.image;
if(typeof data6 === "string"){
if(func2(data6) > 1024){
const err10 = {instancePath:instancePath+"/spec/roudi/image",schemaPath:"#/properties/spec/properties/roudi/properties/image/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(func2(data6) < 1){
const err11 = {instancePath:instancePath+"/spec/roudi/image",schemaPath:"#/properties/spec/properties/roudi/properties/image/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/spec/roudi/image",schemaPath:"#/properties/spec/properties/roudi/properties/image/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data5.imagePullPolicy !== undefined){
let data7 = data5.imagePullPolicy;
if(typeof data7 !== "string"){
const err13 = {instancePath:instancePath+"/spec/roudi/imagePullPolicy",schemaPath:"#/properties/spec/properties/roudi/properties/imagePullPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!(((data7 === "Always") || (data7 === "IfNotPresent")) || (data7 === "Never"))){
const err14 = {instancePath:instancePath+"/spec/roudi/imagePullPolicy",schemaPath:"#/properties/spec/properties/roudi/properties/imagePullPolicy/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.imagePullPolicy.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data5.release !== undefined){
let data8 = data5.release;
if(typeof data8 !== "string"){
const err15 = {instancePath:instancePath+"/spec/roudi/release",schemaPath:"#/properties/spec/properties/roudi/properties/release/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!((data8 === "2.0") || (data8 === "2.95"))){
const err16 = {instancePath:instancePath+"/spec/roudi/release",schemaPath:"#/properties/spec/properties/roudi/properties/release/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.release.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
let data9 = data5.command;
if(Array.isArray(data9)){
if(data9.length > 16){
const err17 = {instancePath:instancePath+"/spec/roudi/command",schemaPath:"#/properties/spec/properties/roudi/properties/command/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data9.length < 1){
const err18 = {instancePath:instancePath+"/spec/roudi/command",schemaPath:"#/properties/spec/properties/roudi/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
if(typeof data10 === "string"){
if(func2(data10) > 1024){
const err19 = {instancePath:instancePath+"/spec/roudi/command/" + i0,schemaPath:"#/properties/spec/properties/roudi/properties/command/items/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/spec/roudi/command/" + i0,schemaPath:"#/properties/spec/properties/roudi/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/spec/roudi/command",schemaPath:"#/properties/spec/properties/roudi/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data5.extraArgs !== undefined){
let data11 = data5.extraArgs;
if(Array.isArray(data11)){
if(data11.length > 32){
const err22 = {instancePath:instancePath+"/spec/roudi/extraArgs",schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
if(typeof data12 === "string"){
if(func2(data12) > 256){
const err23 = {instancePath:instancePath+"/spec/roudi/extraArgs/" + i1,schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/items/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/spec/roudi/extraArgs/" + i1,schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/spec/roudi/extraArgs",schemaPath:"#/properties/spec/properties/roudi/properties/extraArgs/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data5.env !== undefined){
let data13 = data5.env;
if(Array.isArray(data13)){
if(data13.length > 128){
const err26 = {instancePath:instancePath+"/spec/roudi/env",schemaPath:"#/properties/spec/properties/roudi/properties/env/maxItems",keyword:"maxItems",params:{limit: 128},message:"must NOT have more than 128 items"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
let data14 = data13[i2];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.name === undefined){
const err27 = {instancePath:instancePath+"/spec/roudi/env/" + i2,schemaPath:"#/properties/spec/properties/roudi/properties/env/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data14.name !== undefined){
let data15 = data14.name;
if(typeof data15 === "string"){
if(func2(data15) > 253){
const err28 = {instancePath:instancePath+"/spec/roudi/env/" + i2+"/name",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(func2(data15) < 1){
const err29 = {instancePath:instancePath+"/spec/roudi/env/" + i2+"/name",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/spec/roudi/env/" + i2+"/name",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data14.value !== undefined){
if(typeof data14.value !== "string"){
const err31 = {instancePath:instancePath+"/spec/roudi/env/" + i2+"/value",schemaPath:"#/properties/spec/properties/roudi/properties/env/items/properties/value/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err32 = {instancePath:instancePath+"/spec/roudi/env/" + i2,schemaPath:"#/properties/spec/properties/roudi/properties/env/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(!func10(data13, ["name"])){
const err33 = {instancePath:instancePath+"/spec/roudi/env",schemaPath:"#/properties/spec/properties/roudi/properties/env/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/spec/roudi/env",schemaPath:"#/properties/spec/properties/roudi/properties/env/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data5.segments !== undefined){
let data17 = data5.segments;
if(Array.isArray(data17)){
if(data17.length > 100){
const err35 = {instancePath:instancePath+"/spec/roudi/segments",schemaPath:"#/properties/spec/properties/roudi/properties/segments/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data17.length < 1){
const err36 = {instancePath:instancePath+"/spec/roudi/segments",schemaPath:"#/properties/spec/properties/roudi/properties/segments/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
const len3 = data17.length;
for(let i3=0; i3<len3; i3++){
let data18 = data17[i3];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.mempools === undefined){
const err37 = {instancePath:instancePath+"/spec/roudi/segments/" + i3,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/required",keyword:"required",params:{missingProperty: "mempools"},message:"must have required property '"+"mempools"+"'"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
for(const key3 in data18){
if(!(((key3 === "writer") || (key3 === "reader")) || (key3 === "mempools"))){
const err38 = {instancePath:instancePath+"/spec/roudi/segments/" + i3,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data18.writer !== undefined){
let data19 = data18.writer;
if(typeof data19 === "string"){
if(func2(data19) > 32){
const err39 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/writer",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/writer/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/writer",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/writer/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data18.reader !== undefined){
let data20 = data18.reader;
if(typeof data20 === "string"){
if(func2(data20) > 32){
const err41 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/reader",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/reader/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/reader",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/reader/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data18.mempools !== undefined){
let data21 = data18.mempools;
if(Array.isArray(data21)){
if(data21.length > 32){
const err43 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data21.length < 1){
const err44 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
const len4 = data21.length;
for(let i4=0; i4<len4; i4++){
let data22 = data21[i4];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.size === undefined){
const err45 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools/" + i4,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/required",keyword:"required",params:{missingProperty: "size"},message:"must have required property '"+"size"+"'"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data22.count === undefined){
const err46 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools/" + i4,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
for(const key4 in data22){
if(!((key4 === "size") || (key4 === "count"))){
const err47 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools/" + i4,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data22.size !== undefined){
let data23 = data22.size;
if(!((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23)))){
const err48 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools/" + i4+"/size",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(typeof data23 == "number"){
if(data23 > 1099511627776 || isNaN(data23)){
const err49 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools/" + i4+"/size",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1099511627776},message:"must be <= 1099511627776"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(!(formats0.validate(data23))){
const err50 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools/" + i4+"/size",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/size/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
if(data22.count !== undefined){
let data24 = data22.count;
if(!((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24)))){
const err51 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools/" + i4+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(typeof data24 == "number"){
if(data24 > 4294967295 || isNaN(data24)){
const err52 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools/" + i4+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data24 < 1 || isNaN(data24)){
const err53 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools/" + i4+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(!(formats0.validate(data24))){
const err54 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools/" + i4+"/count",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/properties/count/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
const err55 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools/" + i4,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err56 = {instancePath:instancePath+"/spec/roudi/segments/" + i3+"/mempools",schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/properties/mempools/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err57 = {instancePath:instancePath+"/spec/roudi/segments/" + i3,schemaPath:"#/properties/spec/properties/roudi/properties/segments/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err58 = {instancePath:instancePath+"/spec/roudi/segments",schemaPath:"#/properties/spec/properties/roudi/properties/segments/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data5.managementBytes !== undefined){
let data25 = data5.managementBytes;
if(!((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25)))){
const err59 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(typeof data25 == "number"){
if(data25 > 1099511627776 || isNaN(data25)){
const err60 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1099511627776},message:"must be <= 1099511627776"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data25 < 1 || isNaN(data25)){
const err61 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(!(formats0.validate(data25))){
const err62 = {instancePath:instancePath+"/spec/roudi/managementBytes",schemaPath:"#/properties/spec/properties/roudi/properties/managementBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
let data26 = data5.logLevel;
if(typeof data26 !== "string"){
const err63 = {instancePath:instancePath+"/spec/roudi/logLevel",schemaPath:"#/properties/spec/properties/roudi/properties/logLevel/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(!(((((((data26 === "Off") || (data26 === "Fatal")) || (data26 === "Error")) || (data26 === "Warning")) || (data26 === "Info")) || (data26 === "Debug")) || (data26 === "Verbose"))){
const err64 = {instancePath:instancePath+"/spec/roudi/logLevel",schemaPath:"#/properties/spec/properties/roudi/properties/logLevel/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.logLevel.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(typeof data5.monitoring !== "boolean"){
const err65 = {instancePath:instancePath+"/spec/roudi/monitoring",schemaPath:"#/properties/spec/properties/roudi/properties/monitoring/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
let data28 = data5.compatibility;
if(typeof data28 !== "string"){
const err66 = {instancePath:instancePath+"/spec/roudi/compatibility",schemaPath:"#/properties/spec/properties/roudi/properties/compatibility/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(!((((((data28 === "Off") || (data28 === "Major")) || (data28 === "Minor")) || (data28 === "Patch")) || (data28 === "CommitId")) || (data28 === "BuildDate"))){
const err67 = {instancePath:instancePath+"/spec/roudi/compatibility",schemaPath:"#/properties/spec/properties/roudi/properties/compatibility/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.roudi.properties.compatibility.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data5.killDelaySeconds !== undefined){
let data29 = data5.killDelaySeconds;
if(!((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29)))){
const err68 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(typeof data29 == "number"){
if(data29 > 86400 || isNaN(data29)){
const err69 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(data29 < 0 || isNaN(data29)){
const err70 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(!(formats6.validate(data29))){
const err71 = {instancePath:instancePath+"/spec/roudi/killDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/killDelaySeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
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
if(data5.terminationDelaySeconds !== undefined){
let data30 = data5.terminationDelaySeconds;
if(!((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30)))){
const err72 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(typeof data30 == "number"){
if(data30 > 86400 || isNaN(data30)){
const err73 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data30 < 0 || isNaN(data30)){
const err74 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(!(formats6.validate(data30))){
const err75 = {instancePath:instancePath+"/spec/roudi/terminationDelaySeconds",schemaPath:"#/properties/spec/properties/roudi/properties/terminationDelaySeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
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
if(data5.resources !== undefined){
let data31 = data5.resources;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.limits !== undefined){
let data32 = data31.limits;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if(Object.keys(data32).length > 32){
const err76 = {instancePath:instancePath+"/spec/roudi/resources/limits",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
for(const key5 in data32){
let data33 = data32[key5];
if((!((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33)))) && (typeof data33 !== "string")){
const err77 = {instancePath:instancePath+"/spec/roudi/resources/limits/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.roudi.properties.resources.properties.limits.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(typeof data33 === "string"){
if(func2(data33) > 64){
const err78 = {instancePath:instancePath+"/spec/roudi/resources/limits/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
}
else {
const err79 = {instancePath:instancePath+"/spec/roudi/resources/limits",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data31.requests !== undefined){
let data34 = data31.requests;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(Object.keys(data34).length > 32){
const err80 = {instancePath:instancePath+"/spec/roudi/resources/requests",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
for(const key6 in data34){
let data35 = data34[key6];
if((!((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35)))) && (typeof data35 !== "string")){
const err81 = {instancePath:instancePath+"/spec/roudi/resources/requests/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/additionalProperties/type",keyword:"type",params:{type: schema11.properties.spec.properties.roudi.properties.resources.properties.requests.additionalProperties.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(typeof data35 === "string"){
if(func2(data35) > 64){
const err82 = {instancePath:instancePath+"/spec/roudi/resources/requests/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
}
else {
const err83 = {instancePath:instancePath+"/spec/roudi/resources/requests",schemaPath:"#/properties/spec/properties/roudi/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err84 = {instancePath:instancePath+"/spec/roudi/resources",schemaPath:"#/properties/spec/properties/roudi/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data5.securityContext !== undefined){
let data36 = data5.securityContext;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(data36.runAsUser !== undefined){
let data37 = data36.runAsUser;
if(!((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37)))){
const err85 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsUser/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(typeof data37 == "number"){
if(!(formats0.validate(data37))){
const err86 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsUser/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data36.runAsGroup !== undefined){
let data38 = data36.runAsGroup;
if(!((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38)))){
const err87 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsGroup/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(typeof data38 == "number"){
if(!(formats0.validate(data38))){
const err88 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsGroup/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data36.runAsNonRoot !== undefined){
if(typeof data36.runAsNonRoot !== "boolean"){
const err89 = {instancePath:instancePath+"/spec/roudi/securityContext/runAsNonRoot",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/runAsNonRoot/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
if(data36.privileged !== undefined){
if(typeof data36.privileged !== "boolean"){
const err90 = {instancePath:instancePath+"/spec/roudi/securityContext/privileged",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/privileged/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data36.capabilities !== undefined){
let data41 = data36.capabilities;
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
for(const key7 in data41){
if(!((key7 === "add") || (key7 === "drop"))){
const err91 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data41.add !== undefined){
let data42 = data41.add;
if(Array.isArray(data42)){
if(data42.length > 64){
const err92 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/add",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/add/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
const len5 = data42.length;
for(let i5=0; i5<len5; i5++){
if(typeof data42[i5] !== "string"){
const err93 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/add/" + i5,schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/add/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err94 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/add",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/add/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data41.drop !== undefined){
let data44 = data41.drop;
if(Array.isArray(data44)){
if(data44.length > 64){
const err95 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/drop",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/drop/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
const len6 = data44.length;
for(let i6=0; i6<len6; i6++){
if(typeof data44[i6] !== "string"){
const err96 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/drop/" + i6,schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/drop/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
}
else {
const err97 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities/drop",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/properties/drop/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
}
else {
const err98 = {instancePath:instancePath+"/spec/roudi/securityContext/capabilities",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/properties/capabilities/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
else {
const err99 = {instancePath:instancePath+"/spec/roudi/securityContext",schemaPath:"#/properties/spec/properties/roudi/properties/securityContext/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err100 = {instancePath:instancePath+"/spec/roudi",schemaPath:"#/properties/spec/properties/roudi/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data4.nodeSelector !== undefined){
let data46 = data4.nodeSelector;
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
if(Object.keys(data46).length > 64){
const err101 = {instancePath:instancePath+"/spec/nodeSelector",schemaPath:"#/properties/spec/properties/nodeSelector/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
for(const key8 in data46){
let data47 = data46[key8];
if(typeof data47 === "string"){
if(func2(data47) > 63){
const err102 = {instancePath:instancePath+"/spec/nodeSelector/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/nodeSelector/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/spec/nodeSelector/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/nodeSelector/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
}
else {
const err104 = {instancePath:instancePath+"/spec/nodeSelector",schemaPath:"#/properties/spec/properties/nodeSelector/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data4.tolerations !== undefined){
let data48 = data4.tolerations;
if(Array.isArray(data48)){
if(data48.length > 64){
const err105 = {instancePath:instancePath+"/spec/tolerations",schemaPath:"#/properties/spec/properties/tolerations/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
const len7 = data48.length;
for(let i7=0; i7<len7; i7++){
let data49 = data48[i7];
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
for(const key9 in data49){
if(!(((((key9 === "key") || (key9 === "operator")) || (key9 === "value")) || (key9 === "effect")) || (key9 === "tolerationSeconds"))){
const err106 = {instancePath:instancePath+"/spec/tolerations/" + i7,schemaPath:"#/properties/spec/properties/tolerations/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data49.key !== undefined){
let data50 = data49.key;
if(typeof data50 === "string"){
if(func2(data50) > 316){
const err107 = {instancePath:instancePath+"/spec/tolerations/" + i7+"/key",schemaPath:"#/properties/spec/properties/tolerations/items/properties/key/maxLength",keyword:"maxLength",params:{limit: 316},message:"must NOT have more than 316 characters"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
else {
const err108 = {instancePath:instancePath+"/spec/tolerations/" + i7+"/key",schemaPath:"#/properties/spec/properties/tolerations/items/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data49.operator !== undefined){
let data51 = data49.operator;
if(typeof data51 === "string"){
if(func2(data51) > 63){
const err109 = {instancePath:instancePath+"/spec/tolerations/" + i7+"/operator",schemaPath:"#/properties/spec/properties/tolerations/items/properties/operator/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
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
const err110 = {instancePath:instancePath+"/spec/tolerations/" + i7+"/operator",schemaPath:"#/properties/spec/properties/tolerations/items/properties/operator/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data49.value !== undefined){
let data52 = data49.value;
if(typeof data52 === "string"){
if(func2(data52) > 63){
const err111 = {instancePath:instancePath+"/spec/tolerations/" + i7+"/value",schemaPath:"#/properties/spec/properties/tolerations/items/properties/value/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
else {
const err112 = {instancePath:instancePath+"/spec/tolerations/" + i7+"/value",schemaPath:"#/properties/spec/properties/tolerations/items/properties/value/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data49.effect !== undefined){
let data53 = data49.effect;
if(typeof data53 !== "string"){
const err113 = {instancePath:instancePath+"/spec/tolerations/" + i7+"/effect",schemaPath:"#/properties/spec/properties/tolerations/items/properties/effect/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(!(((data53 === "NoSchedule") || (data53 === "PreferNoSchedule")) || (data53 === "NoExecute"))){
const err114 = {instancePath:instancePath+"/spec/tolerations/" + i7+"/effect",schemaPath:"#/properties/spec/properties/tolerations/items/properties/effect/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.tolerations.items.properties.effect.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data49.tolerationSeconds !== undefined){
let data54 = data49.tolerationSeconds;
if(!((typeof data54 == "number") && (!(data54 % 1) && !isNaN(data54)))){
const err115 = {instancePath:instancePath+"/spec/tolerations/" + i7+"/tolerationSeconds",schemaPath:"#/properties/spec/properties/tolerations/items/properties/tolerationSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(typeof data54 == "number"){
if(!(formats0.validate(data54))){
const err116 = {instancePath:instancePath+"/spec/tolerations/" + i7+"/tolerationSeconds",schemaPath:"#/properties/spec/properties/tolerations/items/properties/tolerationSeconds/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
const err117 = {instancePath:instancePath+"/spec/tolerations/" + i7,schemaPath:"#/properties/spec/properties/tolerations/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err118 = {instancePath:instancePath+"/spec/tolerations",schemaPath:"#/properties/spec/properties/tolerations/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data4.allowedNamespaces !== undefined){
let data55 = data4.allowedNamespaces;
if(Array.isArray(data55)){
if(data55.length > 256){
const err119 = {instancePath:instancePath+"/spec/allowedNamespaces",schemaPath:"#/properties/spec/properties/allowedNamespaces/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
const len8 = data55.length;
for(let i8=0; i8<len8; i8++){
let data56 = data55[i8];
if(typeof data56 === "string"){
if(func2(data56) > 63){
const err120 = {instancePath:instancePath+"/spec/allowedNamespaces/" + i8,schemaPath:"#/properties/spec/properties/allowedNamespaces/items/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(func2(data56) < 1){
const err121 = {instancePath:instancePath+"/spec/allowedNamespaces/" + i8,schemaPath:"#/properties/spec/properties/allowedNamespaces/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
else {
const err122 = {instancePath:instancePath+"/spec/allowedNamespaces/" + i8,schemaPath:"#/properties/spec/properties/allowedNamespaces/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
let i9 = data55.length;
let j0;
if(i9 > 1){
const indices0 = {};
for(;i9--;){
let item0 = data55[i9];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err123 = {instancePath:instancePath+"/spec/allowedNamespaces",schemaPath:"#/properties/spec/properties/allowedNamespaces/uniqueItems",keyword:"uniqueItems",params:{i: i9, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i9+" are identical)"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
break;
}
indices0[item0] = i9;
}
}
}
else {
const err124 = {instancePath:instancePath+"/spec/allowedNamespaces",schemaPath:"#/properties/spec/properties/allowedNamespaces/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
let data57 = data4.maxUnavailable;
if(!((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57)))){
const err125 = {instancePath:instancePath+"/spec/maxUnavailable",schemaPath:"#/properties/spec/properties/maxUnavailable/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(typeof data57 == "number"){
if(data57 < 1 || isNaN(data57)){
const err126 = {instancePath:instancePath+"/spec/maxUnavailable",schemaPath:"#/properties/spec/properties/maxUnavailable/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(!(formats6.validate(data57))){
const err127 = {instancePath:instancePath+"/spec/maxUnavailable",schemaPath:"#/properties/spec/properties/maxUnavailable/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
let data58 = data4.appStopSeconds;
if(!((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58)))){
const err128 = {instancePath:instancePath+"/spec/appStopSeconds",schemaPath:"#/properties/spec/properties/appStopSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
if(typeof data58 == "number"){
if(data58 > 86400 || isNaN(data58)){
const err129 = {instancePath:instancePath+"/spec/appStopSeconds",schemaPath:"#/properties/spec/properties/appStopSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if(data58 < 1 || isNaN(data58)){
const err130 = {instancePath:instancePath+"/spec/appStopSeconds",schemaPath:"#/properties/spec/properties/appStopSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
if(!(formats6.validate(data58))){
const err131 = {instancePath:instancePath+"/spec/appStopSeconds",schemaPath:"#/properties/spec/properties/appStopSeconds/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data4.priorityClassName !== undefined){
let data59 = data4.priorityClassName;
if(typeof data59 === "string"){
if(func2(data59) > 253){
const err132 = {instancePath:instancePath+"/spec/priorityClassName",schemaPath:"#/properties/spec/properties/priorityClassName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(func2(data59) < 1){
const err133 = {instancePath:instancePath+"/spec/priorityClassName",schemaPath:"#/properties/spec/properties/priorityClassName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err134 = {instancePath:instancePath+"/spec/priorityClassName",schemaPath:"#/properties/spec/properties/priorityClassName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data4.identity !== undefined){
let data60 = data4.identity;
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
if(data60.users === undefined){
const err135 = {instancePath:instancePath+"/spec/identity",schemaPath:"#/properties/spec/properties/identity/required",keyword:"required",params:{missingProperty: "users"},message:"must have required property '"+"users"+"'"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
for(const key10 in data60){
if(!(key10 === "users")){
const err136 = {instancePath:instancePath+"/spec/identity",schemaPath:"#/properties/spec/properties/identity/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data60.users !== undefined){
let data61 = data60.users;
if(Array.isArray(data61)){
if(data61.length > 32){
const err137 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if(data61.length < 1){
const err138 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
const len9 = data61.length;
for(let i10=0; i10<len9; i10++){
let data62 = data61[i10];
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
if(data62.name === undefined){
const err139 = {instancePath:instancePath+"/spec/identity/users/" + i10,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if(data62.uid === undefined){
const err140 = {instancePath:instancePath+"/spec/identity/users/" + i10,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "uid"},message:"must have required property '"+"uid"+"'"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
if(data62.group === undefined){
const err141 = {instancePath:instancePath+"/spec/identity/users/" + i10,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "group"},message:"must have required property '"+"group"+"'"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(data62.gid === undefined){
const err142 = {instancePath:instancePath+"/spec/identity/users/" + i10,schemaPath:"#/properties/spec/properties/identity/properties/users/items/required",keyword:"required",params:{missingProperty: "gid"},message:"must have required property '"+"gid"+"'"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
for(const key11 in data62){
if(!((((key11 === "name") || (key11 === "uid")) || (key11 === "group")) || (key11 === "gid"))){
const err143 = {instancePath:instancePath+"/spec/identity/users/" + i10,schemaPath:"#/properties/spec/properties/identity/properties/users/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data62.name !== undefined){
let data63 = data62.name;
if(typeof data63 === "string"){
if(func2(data63) > 32){
const err144 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/name",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
else {
const err145 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/name",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data62.uid !== undefined){
let data64 = data62.uid;
if(!((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64)))){
const err146 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if(typeof data64 == "number"){
if(data64 > 4294967294 || isNaN(data64)){
const err147 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967294},message:"must be <= 4294967294"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if(data64 < 1 || isNaN(data64)){
const err148 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(!(formats0.validate(data64))){
const err149 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/uid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/uid/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data62.group !== undefined){
let data65 = data62.group;
if(typeof data65 === "string"){
if(func2(data65) > 32){
const err150 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/group",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/group/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
else {
const err151 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/group",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/group/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data62.gid !== undefined){
let data66 = data62.gid;
if(!((typeof data66 == "number") && (!(data66 % 1) && !isNaN(data66)))){
const err152 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if(typeof data66 == "number"){
if(data66 > 4294967294 || isNaN(data66)){
const err153 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967294},message:"must be <= 4294967294"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(data66 < 1 || isNaN(data66)){
const err154 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(!(formats0.validate(data66))){
const err155 = {instancePath:instancePath+"/spec/identity/users/" + i10+"/gid",schemaPath:"#/properties/spec/properties/identity/properties/users/items/properties/gid/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
const err156 = {instancePath:instancePath+"/spec/identity/users/" + i10,schemaPath:"#/properties/spec/properties/identity/properties/users/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
if(!func10(data61, ["name"])){
const err157 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
else {
const err158 = {instancePath:instancePath+"/spec/identity/users",schemaPath:"#/properties/spec/properties/identity/properties/users/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err159 = {instancePath:instancePath+"/spec/identity",schemaPath:"#/properties/spec/properties/identity/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
}
else {
const err160 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
if(data.status !== undefined){
let data67 = data.status;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
for(const key12 in data67){
if(!(func3.call(schema11.properties.status.properties, key12))){
const err161 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
if(data67.operator !== undefined){
let data68 = data67.operator;
if(data68 && typeof data68 == "object" && !Array.isArray(data68)){
for(const key13 in data68){
if(!((((key13 === "asking") || (key13 === "askedAt")) || (key13 === "answered")) || (key13 === "answeredAt"))){
const err162 = {instancePath:instancePath+"/status/operator",schemaPath:"#/properties/status/properties/operator/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data68.asking !== undefined){
let data69 = data68.asking;
if(typeof data69 === "string"){
if(func2(data69) > 512){
const err163 = {instancePath:instancePath+"/status/operator/asking",schemaPath:"#/properties/status/properties/operator/properties/asking/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
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
const err164 = {instancePath:instancePath+"/status/operator/asking",schemaPath:"#/properties/status/properties/operator/properties/asking/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data68.askedAt !== undefined){
let data70 = data68.askedAt;
if(typeof data70 === "string"){
if(!(formats24.validate(data70))){
const err165 = {instancePath:instancePath+"/status/operator/askedAt",schemaPath:"#/properties/status/properties/operator/properties/askedAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
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
const err166 = {instancePath:instancePath+"/status/operator/askedAt",schemaPath:"#/properties/status/properties/operator/properties/askedAt/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
if(data68.answered !== undefined){
let data71 = data68.answered;
if(typeof data71 === "string"){
if(func2(data71) > 512){
const err167 = {instancePath:instancePath+"/status/operator/answered",schemaPath:"#/properties/status/properties/operator/properties/answered/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
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
const err168 = {instancePath:instancePath+"/status/operator/answered",schemaPath:"#/properties/status/properties/operator/properties/answered/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data68.answeredAt !== undefined){
let data72 = data68.answeredAt;
if(typeof data72 === "string"){
if(!(formats24.validate(data72))){
const err169 = {instancePath:instancePath+"/status/operator/answeredAt",schemaPath:"#/properties/status/properties/operator/properties/answeredAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
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
const err170 = {instancePath:instancePath+"/status/operator/answeredAt",schemaPath:"#/properties/status/properties/operator/properties/answeredAt/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err171 = {instancePath:instancePath+"/status/operator",schemaPath:"#/properties/status/properties/operator/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
if(data67.observedGeneration !== undefined){
let data73 = data67.observedGeneration;
if(!((typeof data73 == "number") && (!(data73 % 1) && !isNaN(data73)))){
const err172 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
if(typeof data73 == "number"){
if(!(formats0.validate(data73))){
const err173 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data67.desiredNodes !== undefined){
let data74 = data67.desiredNodes;
if(!((typeof data74 == "number") && (!(data74 % 1) && !isNaN(data74)))){
const err174 = {instancePath:instancePath+"/status/desiredNodes",schemaPath:"#/properties/status/properties/desiredNodes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if(typeof data74 == "number"){
if(!(formats6.validate(data74))){
const err175 = {instancePath:instancePath+"/status/desiredNodes",schemaPath:"#/properties/status/properties/desiredNodes/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
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
if(data67.readyNodes !== undefined){
let data75 = data67.readyNodes;
if(!((typeof data75 == "number") && (!(data75 % 1) && !isNaN(data75)))){
const err176 = {instancePath:instancePath+"/status/readyNodes",schemaPath:"#/properties/status/properties/readyNodes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if(typeof data75 == "number"){
if(!(formats6.validate(data75))){
const err177 = {instancePath:instancePath+"/status/readyNodes",schemaPath:"#/properties/status/properties/readyNodes/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
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
if(data67.updatedNodes !== undefined){
let data76 = data67.updatedNodes;
if(!((typeof data76 == "number") && (!(data76 % 1) && !isNaN(data76)))){
const err178 = {instancePath:instancePath+"/status/updatedNodes",schemaPath:"#/properties/status/properties/updatedNodes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
if(typeof data76 == "number"){
if(!(formats6.validate(data76))){
const err179 = {instancePath:instancePath+"/status/updatedNodes",schemaPath:"#/properties/status/properties/updatedNodes/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
}
if(data67.apps !== undefined){
let data77 = data67.apps;
if(!((typeof data77 == "number") && (!(data77 % 1) && !isNaN(data77)))){
const err180 = {instancePath:instancePath+"/status/apps",schemaPath:"#/properties/status/properties/apps/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if(typeof data77 == "number"){
if(!(formats6.validate(data77))){
const err181 = {instancePath:instancePath+"/status/apps",schemaPath:"#/properties/status/properties/apps/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
}
if(data67.restarts !== undefined){
let data78 = data67.restarts;
if(!((typeof data78 == "number") && (!(data78 % 1) && !isNaN(data78)))){
const err182 = {instancePath:instancePath+"/status/restarts",schemaPath:"#/properties/status/properties/restarts/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
if(typeof data78 == "number"){
if(!(formats6.validate(data78))){
const err183 = {instancePath:instancePath+"/status/restarts",schemaPath:"#/properties/status/properties/restarts/format",keyword:"format",params:{format: "int32"},message:"must match format \""+"int32"+"\""};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
}
if(data67.lastRestartTime !== undefined){
let data79 = data67.lastRestartTime;
if(typeof data79 === "string"){
if(!(formats24.validate(data79))){
const err184 = {instancePath:instancePath+"/status/lastRestartTime",schemaPath:"#/properties/status/properties/lastRestartTime/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
else {
const err185 = {instancePath:instancePath+"/status/lastRestartTime",schemaPath:"#/properties/status/properties/lastRestartTime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
if(data67.image !== undefined){
if(typeof data67.image !== "string"){
const err186 = {instancePath:instancePath+"/status/image",schemaPath:"#/properties/status/properties/image/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data67.directory !== undefined){
if(typeof data67.directory !== "string"){
const err187 = {instancePath:instancePath+"/status/directory",schemaPath:"#/properties/status/properties/directory/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
if(data67.release !== undefined){
if(typeof data67.release !== "string"){
const err188 = {instancePath:instancePath+"/status/release",schemaPath:"#/properties/status/properties/release/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
if(data67.segmentBytes !== undefined){
let data83 = data67.segmentBytes;
if(!((typeof data83 == "number") && (!(data83 % 1) && !isNaN(data83)))){
const err189 = {instancePath:instancePath+"/status/segmentBytes",schemaPath:"#/properties/status/properties/segmentBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
if(typeof data83 == "number"){
if(!(formats0.validate(data83))){
const err190 = {instancePath:instancePath+"/status/segmentBytes",schemaPath:"#/properties/status/properties/segmentBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
}
if(data67.memoryBytes !== undefined){
let data84 = data67.memoryBytes;
if(!((typeof data84 == "number") && (!(data84 % 1) && !isNaN(data84)))){
const err191 = {instancePath:instancePath+"/status/memoryBytes",schemaPath:"#/properties/status/properties/memoryBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
if(typeof data84 == "number"){
if(!(formats0.validate(data84))){
const err192 = {instancePath:instancePath+"/status/memoryBytes",schemaPath:"#/properties/status/properties/memoryBytes/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data67.daemonSet !== undefined){
let data85 = data67.daemonSet;
if(data85 && typeof data85 == "object" && !Array.isArray(data85)){
if(data85.uid === undefined){
const err193 = {instancePath:instancePath+"/status/daemonSet",schemaPath:"#/properties/status/properties/daemonSet/required",keyword:"required",params:{missingProperty: "uid"},message:"must have required property '"+"uid"+"'"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
if(data85.generation === undefined){
const err194 = {instancePath:instancePath+"/status/daemonSet",schemaPath:"#/properties/status/properties/daemonSet/required",keyword:"required",params:{missingProperty: "generation"},message:"must have required property '"+"generation"+"'"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
if(data85.digest === undefined){
const err195 = {instancePath:instancePath+"/status/daemonSet",schemaPath:"#/properties/status/properties/daemonSet/required",keyword:"required",params:{missingProperty: "digest"},message:"must have required property '"+"digest"+"'"};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
for(const key14 in data85){
if(!(((key14 === "uid") || (key14 === "generation")) || (key14 === "digest"))){
const err196 = {instancePath:instancePath+"/status/daemonSet",schemaPath:"#/properties/status/properties/daemonSet/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
if(data85.uid !== undefined){
let data86 = data85.uid;
if(typeof data86 === "string"){
if(func2(data86) > 63){
const err197 = {instancePath:instancePath+"/status/daemonSet/uid",schemaPath:"#/properties/status/properties/daemonSet/properties/uid/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
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
const err198 = {instancePath:instancePath+"/status/daemonSet/uid",schemaPath:"#/properties/status/properties/daemonSet/properties/uid/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data85.generation !== undefined){
let data87 = data85.generation;
if(!((typeof data87 == "number") && (!(data87 % 1) && !isNaN(data87)))){
const err199 = {instancePath:instancePath+"/status/daemonSet/generation",schemaPath:"#/properties/status/properties/daemonSet/properties/generation/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
if(typeof data87 == "number"){
if(!(formats0.validate(data87))){
const err200 = {instancePath:instancePath+"/status/daemonSet/generation",schemaPath:"#/properties/status/properties/daemonSet/properties/generation/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
}
if(data85.digest !== undefined){
let data88 = data85.digest;
if(typeof data88 === "string"){
if(func2(data88) > 64){
const err201 = {instancePath:instancePath+"/status/daemonSet/digest",schemaPath:"#/properties/status/properties/daemonSet/properties/digest/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
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
const err202 = {instancePath:instancePath+"/status/daemonSet/digest",schemaPath:"#/properties/status/properties/daemonSet/properties/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err203 = {instancePath:instancePath+"/status/daemonSet",schemaPath:"#/properties/status/properties/daemonSet/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
if(data67.nodes !== undefined){
let data89 = data67.nodes;
if(Array.isArray(data89)){
if(data89.length > 100){
const err204 = {instancePath:instancePath+"/status/nodes",schemaPath:"#/properties/status/properties/nodes/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
const len10 = data89.length;
for(let i11=0; i11<len10; i11++){
let data90 = data89[i11];
if(data90 && typeof data90 == "object" && !Array.isArray(data90)){
if(data90.name === undefined){
const err205 = {instancePath:instancePath+"/status/nodes/" + i11,schemaPath:"#/properties/status/properties/nodes/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
if(data90.roudi === undefined){
const err206 = {instancePath:instancePath+"/status/nodes/" + i11,schemaPath:"#/properties/status/properties/nodes/items/required",keyword:"required",params:{missingProperty: "roudi"},message:"must have required property '"+"roudi"+"'"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
for(const key15 in data90){
if(!(((((key15 === "name") || (key15 === "roudi")) || (key15 === "pod")) || (key15 === "incarnation")) || (key15 === "message"))){
const err207 = {instancePath:instancePath+"/status/nodes/" + i11,schemaPath:"#/properties/status/properties/nodes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
if(data90.name !== undefined){
let data91 = data90.name;
if(typeof data91 === "string"){
if(func2(data91) > 253){
const err208 = {instancePath:instancePath+"/status/nodes/" + i11+"/name",schemaPath:"#/properties/status/properties/nodes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters"};
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
const err209 = {instancePath:instancePath+"/status/nodes/" + i11+"/name",schemaPath:"#/properties/status/properties/nodes/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
if(data90.roudi !== undefined){
let data92 = data90.roudi;
if(typeof data92 === "string"){
if(func2(data92) > 63){
const err210 = {instancePath:instancePath+"/status/nodes/" + i11+"/roudi",schemaPath:"#/properties/status/properties/nodes/items/properties/roudi/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
else {
const err211 = {instancePath:instancePath+"/status/nodes/" + i11+"/roudi",schemaPath:"#/properties/status/properties/nodes/items/properties/roudi/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
if(data90.pod !== undefined){
let data93 = data90.pod;
if(typeof data93 === "string"){
if(func2(data93) > 253){
const err212 = {instancePath:instancePath+"/status/nodes/" + i11+"/pod",schemaPath:"#/properties/status/properties/nodes/items/properties/pod/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters"};
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
const err213 = {instancePath:instancePath+"/status/nodes/" + i11+"/pod",schemaPath:"#/properties/status/properties/nodes/items/properties/pod/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
if(data90.incarnation !== undefined){
let data94 = data90.incarnation;
if(typeof data94 === "string"){
if(func2(data94) > 63){
const err214 = {instancePath:instancePath+"/status/nodes/" + i11+"/incarnation",schemaPath:"#/properties/status/properties/nodes/items/properties/incarnation/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
else {
const err215 = {instancePath:instancePath+"/status/nodes/" + i11+"/incarnation",schemaPath:"#/properties/status/properties/nodes/items/properties/incarnation/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
if(data90.message !== undefined){
let data95 = data90.message;
if(typeof data95 === "string"){
if(func2(data95) > 1024){
const err216 = {instancePath:instancePath+"/status/nodes/" + i11+"/message",schemaPath:"#/properties/status/properties/nodes/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
else {
const err217 = {instancePath:instancePath+"/status/nodes/" + i11+"/message",schemaPath:"#/properties/status/properties/nodes/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
}
else {
const err218 = {instancePath:instancePath+"/status/nodes/" + i11,schemaPath:"#/properties/status/properties/nodes/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(!func10(data89, ["name"])){
const err219 = {instancePath:instancePath+"/status/nodes",schemaPath:"#/properties/status/properties/nodes/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
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
const err220 = {instancePath:instancePath+"/status/nodes",schemaPath:"#/properties/status/properties/nodes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data67.conditions !== undefined){
let data96 = data67.conditions;
if(Array.isArray(data96)){
if(data96.length > 32){
const err221 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
const len11 = data96.length;
for(let i12=0; i12<len11; i12++){
let data97 = data96[i12];
if(data97 && typeof data97 == "object" && !Array.isArray(data97)){
if(data97.type === undefined){
const err222 = {instancePath:instancePath+"/status/conditions/" + i12,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
if(data97.status === undefined){
const err223 = {instancePath:instancePath+"/status/conditions/" + i12,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "status"},message:"must have required property '"+"status"+"'"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
if(data97.lastTransitionTime === undefined){
const err224 = {instancePath:instancePath+"/status/conditions/" + i12,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "lastTransitionTime"},message:"must have required property '"+"lastTransitionTime"+"'"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
if(data97.reason === undefined){
const err225 = {instancePath:instancePath+"/status/conditions/" + i12,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
if(data97.message === undefined){
const err226 = {instancePath:instancePath+"/status/conditions/" + i12,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "message"},message:"must have required property '"+"message"+"'"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
for(const key16 in data97){
if(!((((((key16 === "type") || (key16 === "status")) || (key16 === "observedGeneration")) || (key16 === "lastTransitionTime")) || (key16 === "reason")) || (key16 === "message"))){
const err227 = {instancePath:instancePath+"/status/conditions/" + i12,schemaPath:"#/properties/status/properties/conditions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
if(data97.type !== undefined){
let data98 = data97.type;
if(typeof data98 === "string"){
if(func2(data98) > 316){
const err228 = {instancePath:instancePath+"/status/conditions/" + i12+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 316},message:"must NOT have more than 316 characters"};
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
const err229 = {instancePath:instancePath+"/status/conditions/" + i12+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data97.status !== undefined){
let data99 = data97.status;
if(typeof data99 !== "string"){
const err230 = {instancePath:instancePath+"/status/conditions/" + i12+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
if(!(((data99 === "True") || (data99 === "False")) || (data99 === "Unknown"))){
const err231 = {instancePath:instancePath+"/status/conditions/" + i12+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.conditions.items.properties.status.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
if(data97.observedGeneration !== undefined){
let data100 = data97.observedGeneration;
if(!((typeof data100 == "number") && (!(data100 % 1) && !isNaN(data100)))){
const err232 = {instancePath:instancePath+"/status/conditions/" + i12+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
if(typeof data100 == "number"){
if(data100 < 0 || isNaN(data100)){
const err233 = {instancePath:instancePath+"/status/conditions/" + i12+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
if(!(formats0.validate(data100))){
const err234 = {instancePath:instancePath+"/status/conditions/" + i12+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/format",keyword:"format",params:{format: "int64"},message:"must match format \""+"int64"+"\""};
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
if(data97.lastTransitionTime !== undefined){
let data101 = data97.lastTransitionTime;
if(typeof data101 === "string"){
if(!(formats24.validate(data101))){
const err235 = {instancePath:instancePath+"/status/conditions/" + i12+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
else {
const err236 = {instancePath:instancePath+"/status/conditions/" + i12+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
if(data97.reason !== undefined){
let data102 = data97.reason;
if(typeof data102 === "string"){
if(func2(data102) > 1024){
const err237 = {instancePath:instancePath+"/status/conditions/" + i12+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
if(func2(data102) < 1){
const err238 = {instancePath:instancePath+"/status/conditions/" + i12+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
else {
const err239 = {instancePath:instancePath+"/status/conditions/" + i12+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
if(data97.message !== undefined){
let data103 = data97.message;
if(typeof data103 === "string"){
if(func2(data103) > 32768){
const err240 = {instancePath:instancePath+"/status/conditions/" + i12+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 32768},message:"must NOT have more than 32768 characters"};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
else {
const err241 = {instancePath:instancePath+"/status/conditions/" + i12+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
}
else {
const err242 = {instancePath:instancePath+"/status/conditions/" + i12,schemaPath:"#/properties/status/properties/conditions/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
if(!func10(data96, ["type"])){
const err243 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/x-kubernetes-list-map-keys",keyword:"x-kubernetes-list-map-keys",params:{},message:"must pass \"x-kubernetes-list-map-keys\" keyword validation"};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
else {
const err244 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err245 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err246 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
