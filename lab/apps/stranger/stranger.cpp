// What a sweeper may meet that iceoryx's own programs do not do. Linux only, linked statically.
//
//   stranger socket DIRECTORY NAME…   leaves dead datagram sockets and free locks, as killed apps do
//   stranger bind FILE                has a datagram socket of that name, as an app that lives
//   stranger open FILE                has it open, not mapped: as between open and mmap
//   stranger map FILE                 has it mapped, not open
//   stranger thread FILE              the same, and its first thread has ended
//   stranger inherit FILE             a child has it mapped whose parent has ended
//   stranger swap ONE OTHER           exchanges two entries as fast as it can
//   stranger replace FILE             leaves a file of 8 bytes, replaces it by one of 16 that it uses, and so on; tells
//                                     how often one that it used was removed
//
// Each but the first says "ready" and goes on until SIGTERM.

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <pthread.h>
#include <string>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace
{
std::atomic<bool> stopped{false};

[[noreturn]] void fail(const char* what)
{
    std::perror(what);
    std::exit(1);
}

void ready()
{
    std::puts("ready");
    std::fflush(stdout);
}

void waitForStop()
{
    while (!stopped)
    {
        usleep(10'000);
    }
}

int openFile(const char* path)
{
    const int file = open(path, O_RDWR);
    return file < 0 ? fail(path), -1 : file;
}

void map(const char* path)
{
    const int file = openFile(path);
    if (mmap(nullptr, 8, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) == MAP_FAILED)
    {
        fail("mmap");
    }
    close(file);
}

int bound(const char* name)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const int socketFile = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (std::strlen(name) >= sizeof address.sun_path)
    {
        errno = ENAMETOOLONG;
        fail(name);
    }
    std::memcpy(address.sun_path, name, std::strlen(name));
    umask(0117);
    if (bind(socketFile, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    {
        fail(name);
    }
    return socketFile;
}

void leave(const char* name)
{
    close(bound(name));
    close(open((std::string(name) + ".lock").c_str(), O_CREAT | O_RDWR, 0600));
}

void* idle(void*)
{
    waitForStop();
    std::exit(0);
}

/// A new file of this length under the name, whatever others do with the name meanwhile; -1 if it was stopped before.
int create(const char* path, off_t length)
{
    while (!stopped)
    {
        unlink(path);
        const int file = open(path, O_CREAT | O_EXCL | O_RDWR, 0660);
        if (file >= 0)
        {
            return ftruncate(file, length) == 0 ? file : (fail("ftruncate"), -1);
        }
    }
    return -1;
}

void replace(const char* path)
{
    unsigned rounds = 0;
    unsigned lost = 0;
    for (unsigned round = 0; !stopped; ++round)
    {
        const int unused = create(path, 8);
        if (unused < 0)
        {
            break;
        }
        close(unused);
        usleep(round % 97);
        const int used = create(path, 16);
        if (used < 0)
        {
            break;
        }
        usleep(200);
        struct stat now{};
        fstat(used, &now);
        lost += now.st_nlink == 0 ? 1 : 0;
        ++rounds;
        close(used);
    }
    std::printf("{\"rounds\":%u,\"lost\":%u}\n", rounds, lost);
}
} // namespace

int main(int count, char** arguments)
{
    const std::string what = count > 2 ? arguments[1] : "";
    const char* path = count > 2 ? arguments[2] : "";
    signal(SIGTERM, [](int) { stopped = true; });
    if (what == "socket")
    {
        if (chdir(path) != 0)
        {
            fail(path);
        }
        for (int index = 3; index < count; ++index)
        {
            leave(arguments[index]);
        }
    }
    else if (what == "open" || what == "map" || what == "bind")
    {
        what == "map" ? map(path) : static_cast<void>(what == "open" ? openFile(path) : bound(path));
        ready();
        waitForStop();
    }
    else if (what == "thread")
    {
        map(path);
        pthread_t other{};
        pthread_create(&other, nullptr, idle, nullptr);
        ready();
        pthread_exit(nullptr);
    }
    else if (what == "inherit")
    {
        map(path);
        if (fork() != 0)
        {
            std::_Exit(0);
        }
        ready();
        waitForStop();
    }
    else if (what == "swap" && count == 4)
    {
        ready();
        while (!stopped)
        {
            renameat2(AT_FDCWD, path, AT_FDCWD, arguments[3], RENAME_EXCHANGE);
        }
    }
    else if (what == "replace")
    {
        ready();
        replace(path);
    }
    else
    {
        std::fputs("see the head of stranger.cpp\n", stderr);
        return 2;
    }
    return 0;
}
