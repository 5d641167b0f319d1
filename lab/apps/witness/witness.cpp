// Sees for itself what iceoryx's programs use, and tells what is taken from them. It shares nothing with the sweeper.
// Linux only, linked statically.
//
//   witness DIRECTORY…    where their files are, as seen from here
//
// Commands, one a line, on standard input; PID as seen from here:
//
//   watch PID SOCKET      from now on everything that PID has mapped, open or bound (the path SOCKET) must stay
//   forget PID            what PID has may vanish; one that has ended is forgotten automatically
//   look                  checks all of it once more, then prints "looked"
//   left                  prints "left NAME" for each file that exists, "gone N" for all that ever vanished, then "end"
//
// It checks continuously, and prints "lost PID WHAT" once for each file or socket of a watched process that has vanished,
// and "died PID" for a watched process that has ended.

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fstream>
#include <climits>
#include <iostream>
#include <map>
#include <poll.h>
#include <set>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include <vector>

namespace
{
constexpr int PAUSE_MS = 5;

using File = std::pair<dev_t, ino_t>;

struct Watched
{
    std::string socket;
    File socketFile;
};

std::vector<std::string> directories;
std::map<File, std::string> present;
std::map<int, Watched> watched;
std::set<std::string> told;
uint64_t gone = 0;

void say(const std::string& line)
{
    std::cout << line << '\n' << std::flush;
}

void lost(int pid, const std::string& what)
{
    const std::string line = "lost " + std::to_string(pid) + ' ' + what;
    if (told.insert(line).second)
    {
        say(line);
    }
}

/// Every file of the directories by its inode: a name may have come to mean another file.
std::map<File, std::string> list()
{
    std::map<File, std::string> files;
    for (const auto& directory : directories)
    {
        DIR* const entries = opendir(directory.c_str());
        if (entries == nullptr)
        {
            say("lost 0 the directory " + directory);
            continue;
        }
        while (const dirent* const entry = readdir(entries))
        {
            struct stat status
            {
            };
            const std::string path = directory + '/' + entry->d_name;
            if (lstat(path.c_str(), &status) == 0 && !S_ISDIR(status.st_mode))
            {
                files.emplace(File{status.st_dev, status.st_ino}, path);
            }
        }
        closedir(entries);
    }
    return files;
}

/// What lies on the file systems of the directories, and is mapped as memory that is shared, or open.
std::map<File, std::string> uses(int pid, const std::set<dev_t>& devices)
{
    std::map<File, std::string> files;
    const std::string process = "/proc/" + std::to_string(pid);
    std::ifstream maps(process + "/maps");
    for (std::string line; std::getline(maps, line);)
    {
        char permissions[5] = "";
        unsigned int major = 0;
        unsigned int minor = 0;
        unsigned long inode = 0;
        int path = 0;
        if (std::sscanf(
                line.c_str(), "%*s %4s %*s %x:%x %lu %n", permissions, &major, &minor, &inode, &path)
                == 4
            && permissions[3] == 's' && devices.count(makedev(major, minor)) != 0)
        {
            files.emplace(File{makedev(major, minor), inode}, "mapped " + line.substr(static_cast<size_t>(path)));
        }
    }
    const std::string descriptors = process + "/fd";
    if (DIR* const entries = opendir(descriptors.c_str()))
    {
        while (const dirent* const entry = readdir(entries))
        {
            struct stat status
            {
            };
            const std::string path = descriptors + '/' + entry->d_name;
            if (stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && devices.count(status.st_dev) != 0)
            {
                char target[PATH_MAX] = "";
                const bool isKnown = readlink(path.c_str(), target, sizeof(target) - 1) > 0;
                files.emplace(File{status.st_dev, status.st_ino}, std::string("open ") + (isKnown ? target : "?"));
            }
        }
        closedir(entries);
    }
    return files;
}

bool lives(int pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(file, text);
    const auto name = text.rfind(") ");
    return name != std::string::npos && text[name + 2] != 'Z' && text[name + 2] != 'X';
}

/// First what they use, then what there is: a file that is used must still be there a moment later.
void look()
{
    std::set<dev_t> devices;
    for (const auto& directory : directories)
    {
        struct stat status
        {
        };
        if (stat(directory.c_str(), &status) == 0)
        {
            devices.insert(status.st_dev);
        }
    }
    std::map<int, std::map<File, std::string>> used;
    for (const auto& [pid, what] : watched)
    {
        used[pid] = uses(pid, devices);
        used[pid].emplace(what.socketFile, "bound " + what.socket);
    }
    auto now = list();
    for (const auto& [file, path] : present)
    {
        gone += now.count(file) == 0 ? 1 : 0;
    }
    present = std::move(now);
    for (const auto& [pid, files] : used)
    {
        // A file without users may be removed; whether its removal was intended is unknown here.
        if (!lives(pid))
        {
            say("died " + std::to_string(pid));
            watched.erase(pid);
            continue;
        }
        for (const auto& [file, what] : files)
        {
            if (present.count(file) == 0)
            {
                lost(pid, what);
            }
        }
    }
}

void obey(const std::string& line)
{
    std::istringstream words(line);
    std::string command;
    words >> command;
    if (command == "watch")
    {
        int pid = 0;
        Watched process;
        struct stat status
        {
        };
        words >> pid >> process.socket;
        if (lstat(process.socket.c_str(), &status) != 0)
        {
            lost(pid, "bound " + process.socket);
            return;
        }
        process.socketFile = File{status.st_dev, status.st_ino};
        watched[pid] = process;
    }
    else if (command == "forget")
    {
        int pid = 0;
        words >> pid;
        watched.erase(pid);
    }
    else if (command == "look")
    {
        look();
        say("looked");
    }
    else if (command == "left")
    {
        look();
        for (const auto& [file, path] : present)
        {
            say("left " + path.substr(path.rfind('/') + 1));
        }
        say("gone " + std::to_string(gone));
        say("end");
    }
    else
    {
        std::cerr << "no such command: " << line << '\n';
        std::exit(2);
    }
}
} // namespace

int main(int count, char** words)
{
    directories.assign(words + 1, words + count);
    if (directories.empty())
    {
        std::cerr << "usage: witness DIRECTORY…\n";
        return 2;
    }
    std::string input;
    while (true)
    {
        pollfd in{STDIN_FILENO, POLLIN, 0};
        if (poll(&in, 1, PAUSE_MS) > 0)
        {
            char buffer[4096];
            const auto length = read(STDIN_FILENO, buffer, sizeof(buffer));
            if (length <= 0)
            {
                return 0;
            }
            input.append(buffer, static_cast<size_t>(length));
            for (auto end = input.find('\n'); end != std::string::npos; end = input.find('\n'))
            {
                obey(input.substr(0, end));
                input.erase(0, end + 1);
            }
        }
        look();
    }
}
