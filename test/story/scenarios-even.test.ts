import { playStories } from '../support/play-stories.ts'

playStories(0, 2)
