/** Inputs that jobs could not use: found, looked at, repaired and put back. */
package dev.reeve.control.rejected;
