// Package cyclonedds writes the configuration by which the apps of one RouDi share memory when they use Cyclone DDS.
package cyclonedds

import (
	"crypto/sha256"
	"fmt"
	"strings"
)

// Name of the file with the configuration.
const Name = "cyclonedds.xml"

// A Locator has 16 bytes (q_init.c, Cyclone DDS 0.10.2).
const locatorBytes = 16

// Configuration enables shared memory with a Locator of one RouDi. Cyclone DDS takes two processes for users of one RouDi
// if they have the same Locator, which is by default a MAC address of the network.
//
// roudi is what only users of that RouDi say, such as the UID of their pod.
func Configuration(roudi string) []byte {
	digest := sha256.Sum256([]byte(roudi))
	octets := make([]string, locatorBytes)
	for i := range octets {
		octets[i] = fmt.Sprintf("%02x", digest[i])
	}
	return []byte(`<CycloneDDS xmlns="https://cdds.io/config"><Domain Id="any"><SharedMemory><Enable>true</Enable><Locator>iceoryx/` +
		strings.Join(octets, ":") + "</Locator></SharedMemory></Domain></CycloneDDS>\n")
}
