/** Two versions of a feature set, compared on what both published about the same events. */
package dev.reeve.control.compare;
