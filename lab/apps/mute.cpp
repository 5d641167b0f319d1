#include "events.hpp"
#include "roles.hpp"

#include <cstring>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace
{
/// CREATE_CONDITION_VARIABLE in IpcMessageType of iceoryx 2.0: RouDi answers each with a message.
constexpr const char* QUESTION = "13,";
/// RouDi's socket in iceoryx 2.0.
constexpr const char* ROUDI = "/tmp/roudi";
} // namespace

void beMute(const Options& options, Stop& stop)
{
    const int socketFd = socket(AF_UNIX, SOCK_DGRAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, ROUDI, sizeof(address.sun_path) - 1);
    const std::string question = QUESTION + options.name + ",";
    uint64_t asked = 0;
    do
    {
        // Once RouDi waits for a place in the socket that is never read, its own one fills up as well.
        while (sendto(socketFd,
                      question.c_str(),
                      question.size(),
                      MSG_DONTWAIT,
                      reinterpret_cast<const sockaddr*>(&address),
                      sizeof(address))
               > 0)
        {
            report(Event("asked").with("questions", ++asked));
        }
    } while (!stop.waitFor(std::chrono::milliseconds(10)));
    close(socketFd);
}
