"""Stands in for systemd-logind on the bus of a node, as far as a kubelet asks it.

A line on standard input announces that the machine is about to shut down. It says
"inhibited" when a program takes an inhibitor lock, and "released" when it gives it up.
"""

import os
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

MANAGER = "org.freedesktop.login1.Manager"
A_DAY = 86_400_000_000


def say(word):
    print(word, flush=True)


class Manager(dbus.service.Object):
    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, _interface, _name):
        # InhibitDelayMaxUSec: with less than it needs the kubelet would write a file of logind's.
        return dbus.UInt64(A_DAY)

    @dbus.service.method(MANAGER, in_signature="ssss", out_signature="h")
    def Inhibit(self, _what, _who, _why, _mode):
        ours, theirs = os.pipe()
        GLib.io_add_watch(ours, GLib.IO_HUP, self.released)
        handed = dbus.types.UnixFd(theirs)
        os.close(theirs)
        say("inhibited")
        return handed

    def released(self, pipe, _condition):
        os.close(pipe)
        say("released")
        return False

    @dbus.service.signal(MANAGER, signature="b")
    def PrepareForShutdown(self, _active):
        pass

    def announce(self, stdin, _condition):
        if not stdin.readline():
            sys.exit()
        self.PrepareForShutdown(True)
        return True


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SystemBus()
name = dbus.service.BusName("org.freedesktop.login1", bus)
manager = Manager(bus, "/org/freedesktop/login1")
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, manager.announce)
say("there")
GLib.MainLoop().run()
