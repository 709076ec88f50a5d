package io.hostward.lab.proxy;

/** Who may use a proxy. */
record ProxyUser(String name, String password) {}
