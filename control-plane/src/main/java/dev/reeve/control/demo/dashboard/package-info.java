/** What a person sees of a running demo: one screen that is drawn anew, or lines of progress. */
package dev.reeve.control.demo.dashboard;
