/** Does the launcher that the build made start what the build made? */
package io.hostward.interop.launcher;
