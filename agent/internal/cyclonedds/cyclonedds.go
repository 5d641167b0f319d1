// Package cyclonedds writes the configuration by which the apps of one RouDi share memory when they use Cyclone DDS.
package cyclonedds

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// Name of the file with the configuration.
const Name = "cyclonedds.xml"

// Configuration enables shared memory with a Locator of one RouDi. Cyclone DDS takes two processes for users of one RouDi
// if they have the same Locator, which is by default a MAC address of the network.
//
// roudi is what only users of that RouDi say, such as the UID of their pod.
func Configuration(roudi string) []byte {
	// A Locator has 16 bytes (q_init.c, Cyclone DDS 0.10.2). Who wants another one writes it, so nothing is to be guarded.
	hash := fnv.New128a()
	hash.Write([]byte(roudi))
	octets := make([]string, hash.Size())
	for i, octet := range hash.Sum(nil) {
		octets[i] = fmt.Sprintf("%02x", octet)
	}
	return []byte(`<CycloneDDS xmlns="https://cdds.io/config"><Domain Id="any"><SharedMemory><Enable>true</Enable><Locator>iceoryx/` +
		strings.Join(octets, ":") + "</Locator></SharedMemory></Domain></CycloneDDS>\n")
}
