/** Do applications work that have other things on their class path, beside Hostward? */
package io.hostward.interop.applications;
